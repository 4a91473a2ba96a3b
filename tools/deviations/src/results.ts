import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One number of one run. */
export interface Measurement {
  readonly problem: string;
  readonly variant: string;
  readonly seed: number;
  readonly metric: string;
  /** Steps of the sampler; 0 for what does not depend on them. */
  readonly steps: number;
  readonly value: number;
  readonly floor: number;
}

const columns = ['problem', 'variant', 'seed', 'metric', 'steps', 'value', 'floor'] as const;

const row = z.object({
  problem: z.string().min(1),
  variant: z.string().min(1),
  seed: z.coerce.number(),
  metric: z.string().min(1),
  steps: z.coerce.number(),
  value: z.coerce.number(),
  floor: z.coerce.number(),
});

/** The measurements of a file, none where there is no file. Throws where a line is none. */
export function readMeasurements(path: string): readonly Measurement[] {
  if (!existsSync(path)) return [];
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return row.parse(Object.fromEntries(columns.map((name, index) => [name, cells[index]])));
  });
}

/** Adds the measurements of one run to a file, with a line of names first where it is new. */
export function appendMeasurements(path: string, found: readonly Measurement[]): void {
  const head = existsSync(path) ? [] : [columns.join(',')];
  const lines = found.map((each) => columns.map((name) => cell(each[name])).join(','));
  appendFileSync(path, `${[...head, ...lines].join('\n')}\n`);
}

/** Six digits are more than a run with another seed leaves alone. */
function cell(value: string | number): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
}

/** Whether a run was measured before. */
export function isMeasured(
  measurements: readonly Measurement[],
  { problem, variant, seed }: Pick<Measurement, 'problem' | 'variant' | 'seed'>,
): boolean {
  return measurements.some(
    (each) => each.problem === problem && each.variant === variant && each.seed === seed,
  );
}
