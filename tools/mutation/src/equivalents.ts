/** A fault that changes nothing which the plugin promises, so that no test could see it. */
export interface Equivalent {
  readonly file: string;
  /** The line and what becomes of it, as the tool prints them. */
  readonly source: string;
  readonly change: string;
  readonly reason: string;
}

const DECIDED =
  'A guard: on a piece of 2^-40 a polynomial is a line up to rounding, and both ends have decided long before.';

const SIGN = 'Every determinant changes its sign, and only ratios of two are used.';

/** Looked at by hand, each with its reason. They are not counted. */
export const equivalents: readonly Equivalent[] = [
  {
    file: 'plugins/coupling-basic/src/fixed.ts',
    source: 'for (let done = 0; done < rows; done += pairs) {',
    change: '< -> <=',
    reason: 'One round more sets an empty stretch: the pairs are the same.',
  },
  ...['target', 'source'].map((side) => ({
    file: 'plugins/coupling-basic/src/fixed.ts',
    source: 'const all = { source: source.sample(pairs, random), target: target.sample(pairs, random) };',
    change: `${side}.sample(pairs, random) -> ((p) => { const first = (row: number) => Number(p.values[...`,
    reason:
      'One side of the set is sorted and the other is not: its pairs are independent all the same, and batches take them in random order.',
  })),
  {
    file: 'plugins/engine-xla/src/probe-xla.ts',
    source: "selectBackend('tensorflow');",
    change: "selectBackend('tensorflow'); -> ;",
    reason: 'TensorFlow takes the one tensor of the probe from any backend.',
  },
  {
    file: 'plugins/launcher-slurm/src/client.ts',
    source: 'timeout: 1000 * SECONDS,',
    change: '1000 * SECONDS -> (2 * (1000 * SECONDS))',
    reason: 'How long a program that hangs is waited for: a minute more.',
  },
  {
    file: 'plugins/launcher-slurm/src/follow-tasks.ts',
    source: 'const PATIENCE = 3;',
    change: '3 -> 4',
    reason: 'One look more at a task that is over: a lost job is told a fraction of a second later.',
  },
  {
    file: 'plugins/loss-matching/src/targets.ts',
    source: 'return a.map((value, row) => value * Number(b[row]) - Number(c[row]) * Number(d[row]));',
    change:
      'value * Number(b[row]) - Number(c[row]) * Number(d[row]) -> ((Number(c[row]) * Number(d[row])) - (value * Number(b[ro...',
    reason: SIGN,
  },
  {
    file: 'plugins/loss-matching/src/targets.ts',
    source: 'const { alpha, beta } = interpolant.weights(Jet.time(t, order));',
    change: '{ alpha, beta } -> { alpha: beta, beta: alpha }',
    reason: SIGN,
  },
  {
    file: 'plugins/metrics-flow/src/path-points.ts',
    source: 'const { alpha, beta } = path.weights(Jet.time(Float64Array.of(t), 0));',
    change: '0 -> 1',
    reason: 'A derivative more is computed, and nobody reads it.',
  },
  {
    file: 'plugins/metrics-transport/src/directions.ts',
    source: 'return index % 2 === 0 ? Math.cos(angle) : Math.sin(angle);',
    change: '=== -> !==',
    reason: 'The mirror image of directions at equal angles over half a turn is as even as they are.',
  },
  {
    file: 'plugins/metrics-transport/src/exact-transport.ts',
    source: 'return { count, dimension, values: centered.map((value) => value / spread) };',
    change: '/ -> *',
    reason: 'Any stretch of a set leaves the best matching as it is; this one only makes the search faster.',
  },
  {
    file: 'plugins/trajectory-polynomial/src/monotone.ts',
    source: 'const DEEPEST = 40;',
    change: '40 -> 41',
    reason: DECIDED,
  },
  {
    file: 'plugins/trajectory-polynomial/src/monotone.ts',
    source: 'return isNonnegative(left, rounding, depth + 1) && isNonnegative(right, rounding, depth + 1);',
    change: 'depth + 1 -> (depth)',
    reason: DECIDED,
  },
];
