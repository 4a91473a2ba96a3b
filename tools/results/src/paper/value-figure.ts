import type { Figure } from '@highorder/report';
import type { ComparedCell, MethodComparison } from '@highorder/statistics';

/** A view that lies over others. */
type Layer = Extract<Figure['specification'], { layer: unknown[] }>['layer'][number];

/** What a figure puts on its horizontal axis. */
export type Against = 'steps' | 'problems';

/** Colors that people with any kind of sight tell apart (Okabe and Ito). */
const colors = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000', '#F0E442'];

/** Metrics that are worth a panel: the two that no collapse can flatter. */
const shown = ['w2-stratified', 'endpoint-error/median'];

/** Means with their intervals, a line a method, a panel a metric: against the steps of the sampler, or against problems at one step. */
export function valueFigure(name: string, comparison: MethodComparison, against: Against): Figure {
  const least = Math.min(...comparison.cells.map(({ steps }) => steps));
  const cells = comparison.cells.filter(
    ({ metric, steps }) => shown.includes(metric) && (against === 'steps' || steps === least),
  );
  const methods = [...new Set(cells.flatMap((cell) => cell.methods.map(({ method }) => method)))];
  const what = against === 'steps' ? 'against steps of the sampler' : 'by problem, at one step';
  return {
    name,
    title: `Quality ${what}`,
    caption: 'Means over seeds with their 95 % intervals. Gray: what a perfect flow scores.',
    alt: `Panels with a line a method: ${shown.join(' and ')} ${what}.`,
    specification: {
      vconcat: shown
        .filter((metric) => cells.some((cell) => cell.metric === metric))
        .map((metric) => ({
          title: metric === 'w2-stratified' ? 'W2, stratified' : 'median endpoint error',
          width: 560,
          height: 240,
          data: { values: cells.filter((cell) => cell.metric === metric).flatMap(rowsOf) },
          encoding: { x: against === 'steps' ? stepsAxis(cells) : problemsAxis(cells) },
          layer: layersOf(methods, against),
        })),
    },
  };
}

/** Ticks at the numbers of steps that were measured. */
function stepsAxis(cells: readonly ComparedCell[]) {
  return {
    field: 'steps',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, base: 2 },
    axis: { values: [...new Set(cells.map(({ steps }) => steps))] },
    title: 'steps of the sampler',
  };
}

/** Problems in the order of the sweep. */
function problemsAxis(cells: readonly ComparedCell[]) {
  return {
    field: 'problem',
    type: 'ordinal' as const,
    sort: [...new Set(cells.map(({ problem }) => problem))],
    axis: { labelAngle: -35, labelLimit: 250 },
    title: null,
  };
}

/** The floor, then intervals, then means: a line along the steps, points side by side at a problem. */
function layersOf(methods: readonly string[], against: Against): Layer[] {
  const y = (field: string) => ({ field, type: 'quantitative' as const });
  const method = {
    color: {
      field: 'method',
      type: 'nominal' as const,
      scale: { domain: [...methods], range: [...colors] },
    },
    ...(against === 'problems' ? { xOffset: { field: 'method', sort: [...methods] } } : {}),
  };
  const floor = against === 'steps' ? ('line' as const) : ('tick' as const);
  return [
    {
      mark: { type: floor, color: '#9E9E9E', strokeWidth: 2 },
      transform: [{ filter: 'datum.floor > 0' }],
      encoding: { y: y('floor') },
    },
    {
      mark: { type: 'rule' },
      encoding: {
        y: { ...y('low'), scale: { type: 'log' }, title: "data's own units" },
        y2: { field: 'high' },
        ...method,
      },
    },
    {
      mark: against === 'steps' ? { type: 'line', point: true } : { type: 'circle', size: 40, opacity: 1 },
      encoding: { y: y('mean'), ...method },
    },
  ];
}

/** Intervals of positive values may reach below 0, where a logarithmic axis has no place. */
function rowsOf({ problem, steps, methods }: ComparedCell) {
  return methods.flatMap(({ method, mean, interval, floor }) => {
    if (mean === undefined) return [];
    const [low, high] = [interval?.low ?? mean, interval?.high ?? mean];
    return [{ problem, steps, method, mean, low: Math.max(low, mean / 10), high, floor: floor?.mean ?? 0 }];
  });
}
