import type { RunCommand } from './command.ts';
import { writeExamples } from './examples.ts';
import type { Workplace } from './workplace.ts';

/** What nothing happened to. */
export interface Reference {
  readonly folder: string;
  readonly milliseconds: number;
}

/** The example and its sweep, run once without any mishap, when they are first asked for. */
export interface References {
  train(): Promise<Reference>;
  sweep(): Promise<Reference>;
}

export const trainWords = ['train', 'tiny.yaml', '--quiet'];
export const sweepWords = ['sweep', 'tiny-sweep.yaml', '--jobs', '2', '--quiet'];

export function createReferences(place: Workplace, run: RunCommand): References {
  const reference = (words: readonly string[]) => {
    let made: Promise<Reference> | undefined;
    return () => (made ??= make(place, run, words));
  };
  return { train: reference(trainWords), sweep: reference(sweepWords) };
}

async function make(place: Workplace, run: RunCommand, words: readonly string[]): Promise<Reference> {
  const folder = place.room('reference');
  writeExamples(folder);
  const { status, err, milliseconds } = await run({ words, folder });
  if (status !== 0) throw new Error(`The example fails: ${words.join(' ')}\n${err.slice(-800)}`);
  return { folder, milliseconds };
}
