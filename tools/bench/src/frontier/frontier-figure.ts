import type { Figure } from '@highorder/report';
import type { MedianPoint } from './median-points.ts';
import { methods } from './methods.ts';

/** A color an order; self-consistency is a full line. */
const colors = ['#0072B2', '#0072B2', '#D55E00', '#D55E00', '#009E73', '#009E73'];
const dashes = [
  [4, 3],
  [1, 0],
  [4, 3],
  [1, 0],
  [4, 3],
  [1, 0],
];

/** Distance against the FLOPs of training, a panel a number of steps of the sampler. */
export function frontierFigure(points: readonly MedianPoint[], samplingSteps: readonly number[]): Figure {
  const names = methods.map(({ name }) => name);
  const widths = [...new Set(points.map(({ width }) => width))];
  return {
    name: 'frontier',
    title: 'Distance to the truth against the work of training',
    caption:
      'Sliced W2 between samples and truth against the FLOPs of all updates, for samples of 1, 2, 4 and 8 steps; a line ' +
      `a method, its widths ${widths.join(' and ')} as circles and squares, medians of the seeds. Gray: the noise floor.`,
    alt: 'Panels for numbers of sampling steps, with a line for each method: distance falls with the FLOPs of training.',
    specification: {
      columns: 2,
      concat: samplingSteps.map((steps) => ({
        title: steps === 1 ? '1 step' : `${steps} steps`,
        width: 280,
        height: 200,
        data: { values: points.map((point) => row(point, steps)) },
        layer: [
          {
            mark: { type: 'rule', color: '#BDBDBD', strokeWidth: 2 },
            encoding: { y: { aggregate: 'median', field: 'floor', type: 'quantitative' } },
          },
          {
            mark: { type: 'line', point: true, strokeWidth: 1.8 },
            encoding: {
              x: {
                field: 'flops',
                type: 'quantitative',
                scale: { type: 'log' },
                title: 'FLOPs of training',
                axis: { format: '.0e', tickCount: 4 },
              },
              y: {
                field: 'distance',
                type: 'quantitative',
                scale: { type: 'log', nice: false, padding: 8 },
                title: 'sliced W2',
              },
              color: { field: 'method', type: 'nominal', scale: { domain: names, range: colors } },
              strokeDash: { field: 'method', type: 'nominal', scale: { domain: names, range: dashes } },
              shape: { field: 'width', type: 'nominal', legend: null },
              detail: { field: 'width', type: 'nominal' },
            },
          },
        ],
      })),
    },
  };
}

function row({ method, width, trainingFlops, distances, floor }: MedianPoint, steps: number) {
  return { method, width, floor, flops: trainingFlops, distance: distances.get(steps) ?? null };
}
