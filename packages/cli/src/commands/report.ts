import { resolve } from 'node:path';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';

interface ReportOptions extends JsonOption {
  readonly out: string;
}

export default async function report(words: readonly string[], options: ReportOptions): Promise<void> {
  const { writeComparison, writeReport } = await import('@highorder/report');
  const runs = words.map((word) => resolve(word));
  const [first, ...others] = runs;
  const written =
    first !== undefined && others.length === 0
      ? await writeReport(first)
      : await writeComparison(runs, resolve(options.out));
  written.warnings.forEach(note);
  print(options, { document: { runs, ...written }, text: shownPath(written.report) });
}
