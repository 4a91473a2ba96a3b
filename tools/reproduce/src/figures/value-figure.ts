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
  const problems = [...new Set(cells.map(({ problem }) => problem))];
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
          encoding: {
            x:
              against === 'steps'
                ? {
                    field: 'steps',
                    type: 'quantitative',
                    scale: { type: 'log', base: 2 },
                    title: 'steps of the sampler',
                  }
                : { field: 'problem', type: 'ordinal', sort: problems, title: null },
          },
          layer: layersOf(methods),
        })),
    },
  };
}

/** The floor, then intervals, then means. */
function layersOf(methods: readonly string[]): Layer[] {
  const color = {
    field: 'method',
    type: 'nominal' as const,
    scale: { domain: [...methods], range: [...colors] },
  };
  const y = (field: string) => ({ field, type: 'quantitative' as const });
  return [
    {
      mark: { type: 'line', color: '#BDBDBD', strokeWidth: 2 },
      transform: [{ filter: 'datum.floor > 0' }],
      encoding: { y: y('floor') },
    },
    {
      mark: { type: 'rule' },
      encoding: {
        y: { ...y('low'), scale: { type: 'log' }, title: "data's own units" },
        y2: { field: 'high' },
        color,
      },
    },
    { mark: { type: 'line', point: true }, encoding: { y: y('mean'), color } },
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
