import type { Measurement } from './results.ts';
import { problemNames } from './script-settings.ts';
import { type Variant, variantGroups } from './variants.ts';

/** What a column shows: a metric at a number of steps. */
interface Column {
  readonly title: string;
  readonly metric: string;
  readonly steps: number;
}

const columns: readonly Column[] = [
  { title: 'mode distance @1', metric: 'mode-distance', steps: 1 },
  { title: '@100', metric: 'mode-distance', steps: 100 },
  { title: 'W2 stratified @1', metric: 'w2-stratified', steps: 1 },
  { title: '@100', metric: 'w2-stratified', steps: 100 },
  { title: 'endpoint error @1', metric: 'endpoint-error/median', steps: 1 },
  { title: '@100', metric: 'endpoint-error/median', steps: 100 },
  { title: 'change of u_2', metric: 'change-of-u2', steps: 0 },
];

/**
 * The page with every table between `<!-- table PROBLEM GROUP -->` and `<!-- end -->` made anew. A cell is the mean over the
 * seeds that every line of the table has; under the first line, which all others are compared with, `+` and `-` mark what is worse or better on every seed.
 */
export function withTables(page: string, measurements: readonly Measurement[]): string {
  return page.replace(
    /<!-- table (\S+) (\S+) -->[\s\S]*?<!-- end -->/g,
    (whole, problem: string, group: string) => {
      const name = problemNames.find((each) => each === problem);
      const found = name && variantGroups(name).find((each) => each.name === group);
      if (found === undefined) return whole;
      const own = measurements.filter((each) => each.problem === problem);
      const seeds = wholeSeeds(found.variants, own);
      const table = tableText(
        found.variants,
        own.filter(({ seed }) => seeds.includes(seed)),
      );
      const text = `${table}\n\nSeeds: ${seeds.length === 0 ? 'none' : seeds.join(', ')}.`;
      return `<!-- table ${problem} ${group} -->\n${text}\n<!-- end -->`;
    },
  );
}

/** The seeds with which every variant was run. */
function wholeSeeds(variants: readonly Variant[], measurements: readonly Measurement[]): readonly number[] {
  const seeds = [...new Set(measurements.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.filter((seed) =>
    variants.every(({ name }) => measurements.some((each) => each.variant === name && each.seed === seed)),
  );
}

/** A line a variant, then the floor. */
function tableText(variants: readonly Variant[], measurements: readonly Measurement[]): string {
  const [first] = variants;
  const lines = variants.map(({ name, what }) => [
    `${what} (\`${name}\`)`,
    ...columns.map((column) => cell(measurements, column, name, first?.name)),
  ]);
  const floors = columns.map(({ metric, steps }) =>
    metric === 'change-of-u2'
      ? ''
      : digits(mean(select(measurements, metric, steps).map(({ floor }) => floor))),
  );
  const rows = [
    ['', ...columns.map(({ title }) => title)],
    columns.reduce<readonly string[]>((rule) => [...rule, '---:'], ['---']),
    ...lines,
    [
      '*first line, least to most over seeds*',
      ...columns.map((column) => range(measurements, column, first?.name)),
    ],
    ['*floor*', ...floors],
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(
  measurements: readonly Measurement[],
  { metric, steps }: Column,
  variant: string,
  first: string | undefined,
): string {
  const found = select(measurements, metric, steps);
  const own = found.filter((each) => each.variant === variant);
  if (own.length === 0) return '';
  const text = digits(mean(own.map(({ value }) => value)));
  if (variant === first || metric === 'change-of-u2') return text;
  return (
    text +
    mark(
      own,
      found.filter((each) => each.variant === first),
    )
  );
}

/** The least and the largest value over seeds. */
function range(
  measurements: readonly Measurement[],
  { metric, steps }: Column,
  variant: string | undefined,
): string {
  const values = select(measurements, metric, steps).flatMap((each) =>
    each.variant === variant ? [each.value] : [],
  );
  return values.length === 0 ? '' : `${digits(Math.min(...values))} to ${digits(Math.max(...values))}`;
}

/**
 * ` +` where the value is higher on every seed, ` -` where it is lower; nothing where seeds disagree or are equal, and
 * nothing for a single seed.
 */
function mark(own: readonly Measurement[], first: readonly Measurement[]): string {
  if (own.length < 2) return '';
  const signs = own.map(({ seed, value }) => {
    const other = first.find((each) => each.seed === seed);
    return other === undefined ? 0 : Math.sign(value - other.value);
  });
  if (signs.every((sign) => sign > 0)) return ' +';
  return signs.every((sign) => sign < 0) ? ' -' : '';
}

function select(measurements: readonly Measurement[], metric: string, steps: number): readonly Measurement[] {
  return measurements.filter((each) => each.metric === metric && each.steps === steps);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Three digits, or a power of ten where that is shorter. */
function digits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e4 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
