import type { Figure } from '@highorder/report';
import type { MethodComparison } from '@highorder/statistics';

/** Blue, vermillion, green, purple, orange and sky blue of Okabe and Ito. */
const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];

/** Of a sweep: means of one step as multiples of the baseline's, a row for each problem, a dot for each method. */
export function ratioFigure(sweep: string, comparison: MethodComparison, metric: string): Figure {
  const { baseline } = comparison.options;
  const cells = comparison.cells.filter((cell) => cell.metric === metric && cell.steps === 1);
  const values = cells.flatMap(({ problem, methods }) => {
    const base = methods.find(({ method }) => method === baseline)?.mean;
    if (base === undefined) return [];
    return methods.flatMap(({ method, mean }) =>
      mean === undefined || method === baseline ? [] : [{ problem, method, ratio: mean / base }],
    );
  });
  const ratios = values.map(({ ratio }) => ratio);
  const methods = [...new Set(values.map(({ method }) => method))];
  return {
    name: `${sweep}-${metric.replace('/', '-')}`,
    title: `${metric} of one step`,
    caption: `Means over seeds as multiples of that of ${baseline} (the line at 1); left is better.`,
    alt: `Dots for each problem and method: the mean ${metric} of one step by that of ${baseline}.`,
    specification: {
      width: 460,
      height: { step: 26 },
      title: {
        text: `${metric}, one step`,
        subtitle: `mean by that of ${baseline}, logarithmic; left of the line is better`,
      },
      data: { values },
      layer: [
        {
          mark: { type: 'rule', color: '#222222', strokeWidth: 1 },
          encoding: { x: { datum: 1, type: 'quantitative' } },
        },
        {
          mark: { type: 'point', filled: true, size: 70, opacity: 0.9 },
          encoding: {
            y: problemAxis(cells.map(({ problem }) => problem)),
            x: {
              field: 'ratio',
              type: 'quantitative',
              title: `multiple of ${baseline}`,
              scale: {
                type: 'log',
                nice: false,
                domain: [Math.min(1, ...ratios) / 1.1, Math.max(1, ...ratios) * 1.1],
              },
              axis: { values: [0.25, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20], format: '~g' },
            },
            color: {
              field: 'method',
              type: 'nominal',
              scale: { domain: methods, range: palette.slice(0, methods.length) },
              legend: { columns: 3, symbolType: 'circle' },
            },
          },
        },
      ],
    },
  };
}

/** Problems from top to bottom in the order of the sweep. */
function problemAxis(problems: readonly string[]) {
  return { field: 'problem', type: 'nominal' as const, sort: [...problems], title: null };
}
