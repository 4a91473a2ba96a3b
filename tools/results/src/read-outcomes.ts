/** A row of `results.csv` of a sweep. */
export interface SweepRow {
  readonly problem: string;
  readonly method: string;
  readonly seed: number;
  readonly metric: string;
  readonly steps: number;
  readonly value: number;
  /** What a perfect flow scores; NaN where that is not known. */
  readonly floor: number;
  readonly floorDeviation: number;
  /** The name of the job that measured it. */
  readonly job: string;
}

/**
 * The rows of a sweep's `results.csv`. Names of problems, methods and metrics hold no comma. Throws where a column is absent or
 * a line has another number of cells.
 */
export function readOutcomes(csv: string): readonly SweepRow[] {
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  const columns = head.split(',');
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) {
      throw new Error(`results.csv, line ${index + 2}: ${cells.length} cells, not ${columns.length}.`);
    }
    const text = (name: string): string => {
      const cell = cells[columns.indexOf(name)];
      if (cell === undefined) throw new Error(`results.csv has no column "${name}".`);
      return cell;
    };
    const optional = (name: string) => (text(name) === '' ? Number.NaN : Number(text(name)));
    return {
      problem: text('problem'),
      method: text('method'),
      seed: Number(text('seed')),
      metric: text('metric'),
      steps: Number(text('steps')),
      value: Number(text('value')),
      floor: optional('floor'),
      floorDeviation: optional('floorDeviation'),
      job: text('job'),
    };
  });
}
