import type { Figure } from './figure.ts';
import { logAxis } from './log-axis.ts';
import { stepsAxis } from './steps-axis.ts';
import { colors, dashes, series } from './theme.ts';

/** Endpoint errors by the number of steps, each a root mean square and a median. */
export interface EndpointCurve {
  readonly name: string;
  readonly points: readonly {
    readonly steps: number;
    readonly rms: number;
    readonly median: number;
  }[];
}

/** What the figure shows. */
export interface EndpointErrors {
  readonly experiment: string;
  /** Points that were followed. */
  readonly points: number;
  readonly curves: readonly EndpointCurve[];
}

/** An error below this part of the largest is nothing: it is drawn a decade below the least of the others. */
const NOTHING = 1e-9;

/** Endpoint error against the number of steps, both logarithmic: medians as lines, root mean squares as rings. */
export function endpointErrorFigure({ experiment, points, curves }: EndpointErrors): Figure {
  const all = curves.flatMap((curve) => curve.points.flatMap(({ rms, median }) => [rms, median]));
  const nothing = NOTHING * Math.max(...all.filter(Number.isFinite));
  const least = Math.min(...all.filter((error) => error > nothing)) / 10;
  const rows = curves.flatMap((curve) => rowsOf(curve, { nothing, least }));
  const values = rows.flatMap(({ rms, median }) => [rms, median]);
  const hidden = rows.some(({ median }) => median === least);
  const axis = logAxis(hidden ? least : Math.min(...values) / 1.5, Math.max(...values) * 1.5);
  return {
    name: 'verify',
    title: `${experiment}: endpoint error of exact fixed points`,
    caption:
      `Distance from the end of the exact flow, whose own error is 0, over ${points} source points: median (line) and root mean ` +
      `square (ring). Exact fields stand in place of networks.${
        hidden ? ` What is 0 is drawn at the lower edge.` : ''
      }`,
    alt: `Endpoint error against the number of steps, logarithmic, for ${curves.map(({ name }) => name).join(', ')}.`,
    specification: {
      width: 600,
      height: 320,
      title: {
        text: `${experiment}: endpoint error`,
        // Lines that vega, which only guesses the width of text, takes to be no wider than the picture.
        subtitle: [
          `${points} source points; exact fields for networks unless said.`,
          `Line: median; ring: root mean square. The exact flow is ${hidden ? 'the lower edge, 0.' : 'at 0.'}`,
        ],
      },
      data: { values: rows },
      encoding: {
        x: stepsAxis(rows.map(({ steps }) => steps)),
        color: {
          field: 'name',
          type: 'nominal',
          scale: colorScale(curves),
          legend: { symbolType: 'stroke', columns: curves.length > 3 ? 2 : curves.length },
        },
      },
      layer: [
        {
          mark: { type: 'line', strokeWidth: 2 },
          encoding: { ...yOf('median', axis), strokeDash: dashScale(curves) },
        },
        { mark: { type: 'circle', size: 34, opacity: 1 }, encoding: yOf('median', axis) },
        { mark: { type: 'point', size: 42, strokeWidth: 1.2, filled: false }, encoding: yOf('rms', axis) },
      ],
    },
  };
}

function yOf(field: 'rms' | 'median', axis: ReturnType<typeof logAxis>) {
  return { y: { field, type: 'quantitative' as const, title: 'distance of ends', ...axis } };
}

function rowsOf(
  { name, points }: EndpointCurve,
  { nothing, least }: { readonly nothing: number; readonly least: number },
) {
  const shown = (error: number) => (error > nothing ? error : least);
  return points
    .filter(({ rms, median }) => Number.isFinite(rms) && Number.isFinite(median))
    .map(({ steps, rms, median }) => ({ name, steps, rms: shown(rms), median: shown(median) }));
}

function colorScale(curves: readonly EndpointCurve[]) {
  return {
    domain: curves.map(({ name }) => name),
    range: curves.map((_, index) => series[index] ?? colors.muted),
  };
}

/** Curves that lie on one another stay apart by their dashes. */
function dashScale(curves: readonly EndpointCurve[]) {
  return {
    field: 'name',
    type: 'nominal' as const,
    scale: {
      domain: curves.map(({ name }) => name),
      range: curves.map((_, index) => [...(dashes[index % dashes.length] ?? [1, 0])]),
    },
  };
}
