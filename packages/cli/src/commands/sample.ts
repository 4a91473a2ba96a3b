import { resolve } from 'node:path';
import { assembleRun } from '../compose.ts';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';

interface SampleOptions extends JsonOption {
  readonly count: number;
  readonly steps: number;
  readonly seed: number;
  readonly out?: string;
}

export default async function sample(path: string, options: SampleOptions): Promise<void> {
  const { count, steps, seed, out } = options;
  const experiment = await assembleRun(path, { lazily: true });
  const { drawSamples, openTrainedRun, pointsToCsv } = await import('@highorder/lab');
  const { writeWhole } = await import('@highorder/files');
  const run = await openTrainedRun(resolve(path), experiment, note);
  const samples = await drawSamples(run, { count, steps, seed });
  run.dispose();
  const facts = {
    run: run.folder.path,
    checkpoint: run.step,
    count,
    steps,
    seed,
    dimension: samples.dimension,
  };
  if (out === undefined) {
    const rows = Array.from({ length: count }, (_, row) => rowOf(samples, row));
    return print(options, { document: { ...facts, samples: rows }, text: pointsToCsv(samples) });
  }
  writeWhole(out, pointsToCsv(samples));
  if (options.json === true) print(options, { document: { ...facts, file: out }, text: '' });
  else note(`${count} samples of ${steps} steps: ${shownPath(out)}`);
}

function rowOf(
  { dimension, values }: { readonly dimension: number; readonly values: Float64Array },
  row: number,
): readonly number[] {
  return [...values.subarray(row * dimension, (row + 1) * dimension)];
}
