import { onlyRun, writeExamples } from '../examples.ts';
import type { Part } from '../part.ts';
import { system } from '../workplace.ts';
import { mountsHere } from './full-disk.ts';

/** On a read-only run, what only reads works, what computes prints its answer, and what must write says why it cannot. */
export const readOnly: Part = {
  name: 'read-only runs',
  share: 1,
  async torture(context) {
    const { place, run, tally } = context;
    if (!mountsHere(context)) return;
    const folder = place.room('read-only');
    place.mount(['-t', 'tmpfs', '-o', 'size=64m', 'none'], folder);
    try {
      writeExamples(folder);
      await run({ words: ['train', 'tiny.yaml', 'training.steps=25', '--quiet'], folder });
      const path = onlyRun(folder);
      if (path === undefined) throw new Error('The example does not train.');
      system('mount', ['-o', 'remount,ro', folder]);
      const cases = [
        { words: ['sample', path, '--count', '3'], status: 0, out: /^x,y\n(?:.+\n){3}$/ },
        { words: ['evaluate', path], status: 1, out: /energy-distance/ },
        { words: ['verify', path], status: 1, out: /errors in the data's units/ },
        { words: ['report', path], status: 1, out: /^$/ },
        { words: ['export', path], status: 1, out: /^$/ },
        { words: ['train', 'tiny.yaml'], status: 1, out: /^$/ },
        { words: ['sweep', 'tiny-sweep.yaml'], status: 1, out: /^$/ },
      ];
      for (const { words, status, out } of cases) {
        const ended = await run({ words, folder });
        tally.add('readOnly');
        const told = status === 0 || /read-only/.test(ended.err);
        if (ended.status !== status || !out.test(ended.out) || !told) {
          const text = `${words[0]} on a read-only run: status ${ended.status}\n${ended.out.slice(0, 300)}\n${ended.err.slice(-800)}`;
          tally.miss('lost', text);
        }
      }
    } finally {
      place.unmount(folder);
    }
  },
};
