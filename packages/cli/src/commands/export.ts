import { join, resolve } from 'node:path';
import { assembleRun } from '../compose.ts';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';

interface ExportOptions extends JsonOption {
  readonly steps: number;
  readonly out?: string;
}

export default async function exportVerb(path: string, options: ExportOptions): Promise<void> {
  const { steps, out } = options;
  const experiment = await assembleRun(path, { lazily: true });
  const { exportRun, openTrainedRun } = await import('@highorder/lab');
  const run = await openTrainedRun(resolve(path), experiment, note);
  try {
    const { path: own } = run.folder;
    const place = out === undefined ? { into: join(own, 'export'), inside: own } : { into: resolve(out) };
    const { description, files } = exportRun(run, { steps, ...place });
    const written = files.map((file) => shownPath(file));
    note(`The sampler of ${steps} ${steps === 1 ? 'step' : 'steps'}, its parameters and how to use them:`);
    print(options, { document: { run: run.folder.path, ...description, files }, text: written.join('\n') });
  } finally {
    run.dispose();
  }
}
