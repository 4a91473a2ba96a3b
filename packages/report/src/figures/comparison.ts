import type { EvaluationRow } from '@highorder/core';
import { metricTable } from '../metric-table.ts';
import type { Run } from '../run/run.ts';
import type { Figure, Layer, Panel } from './figure.ts';
import { floorBand } from './floor-band.ts';
import { type MetricScale, metricScale } from './metric-scale.ts';
import { stepsAxis } from './steps-axis.ts';
import { dashes, series } from './theme.ts';

/** A run with the name it goes by among others. */
export interface NamedRun {
  readonly name: string;
  readonly run: Run;
}

type NamedRow = EvaluationRow & { readonly run: string };

/** The metrics of several runs against the number of steps, overlaid. Undefined where none was evaluated. */
export function comparisonFigure(runs: readonly NamedRun[]): Figure | undefined {
  const rows = runs.flatMap(({ name, run }) =>
    (run.evaluation?.rows ?? [])
      .filter((row) => Number.isFinite(row.value))
      .map((row): NamedRow => ({ ...row, run: name })),
  );
  if (rows.length === 0) return undefined;
  const names = runs.map(({ name }) => name);
  const table = metricTable(rows);
  const metrics = table.metrics.map(({ metric }) => metric);
  return {
    name: 'metrics',
    title: 'Metrics against steps',
    caption:
      'Value of each metric against the number of sampling steps, by run. Gray bands: noise floors, mean ± 2 deviations; runs of one problem share theirs.',
    alt: `A panel for each of ${metrics.join(', ')}: value against steps for the runs ${names.join(', ')}.`,
    specification: {
      columns: 3,
      bounds: 'flush',
      spacing: { row: 84, column: 62 },
      resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
      concat: metrics.map((metric) =>
        comparisonPanel(
          metric,
          rows.filter((row) => row.metric === metric),
          { names, steps: table.steps },
        ),
      ),
    },
  };
}

interface Shared {
  readonly names: readonly string[];
  readonly steps: readonly number[];
}

function comparisonPanel(metric: string, rows: readonly NamedRow[], { names, steps }: Shared): Panel {
  const scale = metricScale(rows);
  return {
    title: metric,
    width: 210,
    height: 150,
    encoding: { x: stepsAxis(steps) },
    layer: [
      ...floors(rows).flatMap((floor) => floorBand(floor, { scale, steps, opacity: 0.3 })),
      lines(rows, scale, names),
    ],
  };
}

/** The rows of one run for each floor that differs from those before it. */
function floors(rows: readonly NamedRow[]): readonly (readonly NamedRow[])[] {
  const byFloor = new Map<string, readonly NamedRow[]>();
  for (const run of new Set(rows.map((row) => row.run))) {
    const own = rows.filter((row) => row.run === run);
    const key = own.map((row) => `${row.floor} ${row.floorDeviation}`).join();
    byFloor.set(key, byFloor.get(key) ?? own);
  }
  return [...byFloor.values()];
}

function lines(rows: readonly NamedRow[], { axis }: MetricScale, names: readonly string[]): Layer {
  const values = rows.map(({ run, steps, value }) => ({ run, steps, value }));
  const color = { domain: [...names], range: names.map((_, index) => series[index % series.length] ?? '') };
  const strokeDash = {
    domain: [...names],
    range: names.map((_, index) => [
      ...(dashes[Math.floor(index / series.length) % dashes.length] ?? [1, 0]),
    ]),
  };
  return {
    data: { values },
    encoding: {
      y: { field: 'value', type: 'quantitative', title: null, ...axis },
      color: { field: 'run', type: 'nominal', scale: color, legend: { columns: 3, symbolType: 'stroke' } },
    },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 1.8 },
        encoding: { strokeDash: { field: 'run', type: 'nominal', scale: strokeDash } },
      },
      { mark: { type: 'circle', size: 30, opacity: 1 } },
    ],
  };
}
