import type { Layer, Panel } from './figure.ts';
import { logAxis } from './log-axis.ts';
import { smooth } from './smooth.ts';

/** Points of a line beyond this many are thinned out. */
const drawn = 400;

/** A quantity over the logged steps. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
}

/** Curves over the same steps in one panel. */
export interface CurvePanel {
  readonly title: string;
  /** Pixels. */
  readonly height: number;
  readonly curves: readonly Curve[];
  readonly steps: readonly number[];
  readonly palette: readonly string[];
  /** Whether it is the lowest panel, which names the steps for those above. */
  readonly last: boolean;
}

/** Curves on a log scale: as they are, faint, and smoothed, strong. */
export function curvePanel({ title, height, curves, steps, palette, last }: CurvePanel): Panel {
  const rows = curves.flatMap((curve) => curveRows(curve, steps));
  const domain = curves.map((curve) => curve.name);
  return {
    width: 640,
    height,
    data: { values: rows },
    encoding: {
      x: stepAxis(steps, last),
      color: {
        field: 'name',
        type: 'nominal',
        scale: { domain, range: [...palette] },
        ...(domain.length > 1 ? {} : { legend: null }),
      },
    },
    layer: [
      line('raw', { title, rows }, { strokeWidth: 0.7, opacity: 0.35 }),
      line('mean', { title, rows }, { strokeWidth: 2 }),
    ],
  };
}

type Row = ReturnType<typeof curveRows>[number];

function line(
  field: 'raw' | 'mean',
  { title, rows }: { readonly title: string; readonly rows: readonly Row[] },
  mark: { readonly strokeWidth: number; readonly opacity?: number },
): Layer {
  const shown = rows.map((row) => row.raw).filter((value) => value !== null);
  const axis = shown.length > 0 ? logAxis(Math.min(...shown) / 1.1, Math.max(...shown) * 1.1) : {};
  return {
    mark: { type: 'line', point: shown.length < 20, ...mark },
    encoding: { y: { field, type: 'quantitative', title, ...axis } },
  };
}

function stepAxis(steps: readonly number[], last: boolean) {
  return {
    field: 'step',
    type: 'quantitative' as const,
    title: last ? 'step' : null,
    scale: { domain: [0, Math.max(...steps.slice(-1))], nice: false },
    axis: { tickCount: 8, format: 'd', labels: last, ticks: last },
  };
}

function curveRows({ name, values }: Curve, steps: readonly number[]) {
  const means = smooth(values, values.length / 20);
  const stride = Math.ceil(values.length / drawn);
  return steps.flatMap((step, index) =>
    index % stride === 0 || index === steps.length - 1
      ? [{ name, step, raw: positive(values[index]), mean: positive(means[index]) }]
      : [],
  );
}

/** A log scale has no place for zero and below: the line is broken there. */
function positive(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}
