import { shownPath } from './paths.ts';
import { type Answer, type JsonOption, note, print } from './print.ts';

/** A result that is printed and drawn. */
export interface WithFiles {
  /** Writes the files and gives their paths. */
  save(): Promise<readonly string[]>;
  answer(files: readonly string[]): Answer;
}

/** Writes the files of a result and prints it. Where they cannot be written it is printed all the same, before the error. */
export async function printWithFiles(options: JsonOption, { save, answer }: WithFiles): Promise<void> {
  let files: readonly string[] = [];
  try {
    files = await save();
  } catch (error) {
    // With --json the error is the one document; people read both.
    if (options.json !== true) print(options, answer([]));
    throw error;
  }
  files.forEach((file) => note(shownPath(file)));
  print(options, answer(files));
}
