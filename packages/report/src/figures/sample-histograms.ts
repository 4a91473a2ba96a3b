import type { Points } from '@highorder/core';
import { formatSteps } from '../format.ts';
import type { Figure, Layer, Panel } from './figure.ts';
import { frameAround } from './frame.ts';
import { cloudColors } from './plane.ts';
import type { ShownSamples } from './shown-samples.ts';
import { planePoints } from './thin.ts';

const bins = 48;

/** A bar of a histogram: its density, so that the bars of a data set with nothing outside have an area of one. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly density: number;
}

/** Histograms of samples in one dimension, a panel for each number of steps. */
export function sampleHistograms({ source, target, chosen }: ShownSamples): Figure {
  const loose = chosen.flatMap(({ points }) => planePoints(points));
  const frame = frameAround(
    [source, target].flatMap((points) => planePoints(points)),
    loose,
    340,
  );
  const steps = chosen.map((one) => formatSteps(one.steps)).join(' and at ');
  return {
    name: 'samples',
    title: 'Samples',
    caption: `Histograms of generated points, of a fresh draw of the target, and of the source, at ${steps}. Data’s own units.`,
    alt: `Histograms of generated points over the target, at ${steps}.`,
    specification: {
      hconcat: chosen.map(
        (one): Panel => ({
          title: { text: formatSteps(one.steps), subtitle: `${one.points.count} points` },
          width: 340,
          height: 240,
          layer: [
            area('target', histogram(target, frame.x), 0.55),
            outline('source', histogram(source, frame.x), 1),
            outline('generated', histogram(one.points, frame.x), 2),
          ],
        }),
      ),
      resolve: { scale: { color: 'shared', y: 'shared' } },
    },
  };
}

/** The histogram of a one-dimensional data set over an interval. */
export function histogram(of: Points, [from, to]: readonly [number, number]): readonly Bar[] {
  const width = (to - from) / bins;
  const counts = new Float64Array(bins);
  for (const value of of.values) {
    const bin = Math.floor((value - from) / width);
    if (bin >= 0 && bin < bins) counts[bin] = Number(counts[bin]) + 1;
  }
  return Array.from(counts, (count, bin) => ({
    from: from + bin * width,
    to: from + (bin + 1) * width,
    density: count / (of.count * width),
  }));
}

function area(name: string, bars: readonly Bar[], opacity: number): Layer {
  return {
    data: { values: stairs(bars) },
    mark: { type: 'area', opacity, interpolate: 'step-after' },
    encoding: encoding(name),
  };
}

function outline(name: string, bars: readonly Bar[], strokeWidth: number): Layer {
  return {
    data: { values: stairs(bars) },
    mark: { type: 'line', strokeWidth, interpolate: 'step-after' },
    encoding: encoding(name),
  };
}

/** Where the bars begin, and where the last one ends: a line of steps goes through these. */
function stairs(bars: readonly Bar[]) {
  return [
    ...bars.map(({ from, density }) => ({ x: from, density })),
    ...bars.slice(-1).map(({ to, density }) => ({ x: to, density })),
  ];
}

function encoding(name: string) {
  return {
    x: { field: 'x', type: 'quantitative' as const, title: 'x', scale: { nice: false, zero: false } },
    y: { field: 'density', type: 'quantitative' as const, title: 'density', stack: null },
    color: {
      datum: name,
      ...cloudColors(['source', 'target', 'generated']),
    },
  };
}
