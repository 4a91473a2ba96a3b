import type { EvaluationRow } from '@highorder/core';
import { metricTable, standing } from '../metric-table.ts';
import type { Run } from '../run/run.ts';
import type { Figure, Layer, Panel } from './figure.ts';
import { floorBand } from './floor-band.ts';
import { type MetricScale, metricScale } from './metric-scale.ts';
import { stepsAxis } from './steps-axis.ts';
import { colors } from './theme.ts';

/** Every metric against the number of steps, a panel each, its floor as a band. Undefined without an evaluation. */
export function metricsFigure({ evaluation }: Run): Figure | undefined {
  const rows = (evaluation?.rows ?? []).filter((row) => Number.isFinite(row.value));
  if (rows.length === 0) return undefined;
  const { metrics, steps } = metricTable(rows);
  return {
    name: 'metrics',
    title: 'Metrics against steps',
    caption:
      'Value of each metric against the number of sampling steps. Gray band: noise floor, what a perfect flow scores or else the metric between independent draws of the truth, mean ± 2 deviations of one draw. Hollow dots: one evaluation does not tell them from the floor.',
    alt: `A panel for each of ${metrics.map(({ metric }) => metric).join(', ')}: value against steps, with the noise floor as a band.`,
    specification: {
      columns: 3,
      bounds: 'flush',
      spacing: { row: 84, column: 62 },
      concat: metrics.map(({ metric }) =>
        metricPanel(
          metric,
          rows.filter((row) => row.metric === metric),
          steps,
        ),
      ),
    },
  };
}

function metricPanel(metric: string, rows: readonly EvaluationRow[], steps: readonly number[]): Panel {
  const scale = metricScale(rows);
  return {
    title: metric,
    width: 210,
    height: 150,
    encoding: { x: stepsAxis(steps) },
    layer: [...floorBand(rows, { scale, steps, opacity: 0.45 }), values(rows, scale)],
  };
}

function values(rows: readonly EvaluationRow[], { axis }: MetricScale): Layer {
  const data = rows.map(({ steps, value, ...row }) => ({
    steps,
    value,
    resolved: standing({ steps, value, ...row }) !== 'unresolved',
  }));
  return {
    data: { values: data },
    encoding: { y: { field: 'value', type: 'quantitative', title: null, ...axis } },
    layer: [
      { mark: { type: 'line', strokeWidth: 1.8, color: colors.generated } },
      {
        mark: {
          type: 'point',
          size: 42,
          strokeWidth: 1.6,
          filled: false,
          opacity: 1,
          stroke: colors.generated,
        },
        encoding: {
          fill: {
            field: 'resolved',
            type: 'nominal',
            scale: { domain: [true, false], range: [colors.generated, '#FFFFFF'] },
            legend: null,
          },
        },
      },
    ],
  };
}
