import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onlyRun, writeExamples } from '../examples.ts';
import type { Part } from '../part.ts';

/** `sample --out` and `report`, killed at any moment, leave the old file or the new one. */
export const killWriters: Part = {
  name: 'kills of sample and report',
  share: 1,
  async torture({ place, run, random, tally, hasTime }) {
    const folder = place.room('writers');
    writeExamples(folder);
    await run({ words: ['train', 'tiny.yaml', 'training.steps=25', '--quiet'], folder });
    const path = onlyRun(folder);
    if (path === undefined) throw new Error('The example does not train.');
    const works = [
      {
        words: ['sample', path, '--count', '50000', '--out', 'samples.csv'],
        file: join(folder, 'samples.csv'),
      },
      { words: ['report', path], file: join(path, 'report.html') },
    ];
    const wanted = new Map<string, { readonly content: string; readonly milliseconds: number }>();
    for (const { words, file } of works) {
      const { milliseconds } = await run({ words, folder });
      wanted.set(file, { content: readFileSync(file, 'utf8'), milliseconds });
    }
    while (hasTime()) {
      for (const { words, file } of works) {
        const { content = '', milliseconds = 0 } = wanted.get(file) ?? {};
        const attack = { signal: 'SIGKILL', after: random.uniform() * milliseconds } as const;
        const { status } = await run({ words, folder, attack });
        if (status !== 0) tally.add('kills');
        const found = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
        if (found !== content) tally.miss('lost', `${words[0]}: half of ${file}`);
      }
    }
  },
};
