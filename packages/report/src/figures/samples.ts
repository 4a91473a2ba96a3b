import { formatSteps } from '../format.ts';
import type { GeneratedSamples, Run } from '../run/run.ts';
import type { Figure, Panel } from './figure.ts';
import { type Frame, frameAround, isInside } from './frame.ts';
import { cloud, cloudColors, dimensionNote, planeEncoding } from './plane.ts';
import { sampleHistograms } from './sample-histograms.ts';
import { type PlanePoint, planePoints } from './thin.ts';

/** At most about this many points are drawn of each. */
const drawn = { generated: 800, target: 800, source: 300 };

/** Generated points over the target, at one step and at sixteen or the nearest there are. Undefined without points. */
export function samplesFigure(run: Run): Figure | undefined {
  const { source, target, generated } = run.samples;
  const chosen = chooseSteps(generated);
  if (!source || !target || chosen.length === 0) return undefined;
  return run.manifest.dimension === 1
    ? sampleHistograms({ source, target, chosen })
    : sampleClouds(run, chosen);
}

/** Those at one step and at sixteen, or the nearest in ratio; one if there is only one. */
export function chooseSteps(generated: readonly GeneratedSamples[]): readonly GeneratedSamples[] {
  const nearest = (wanted: number) =>
    generated.toSorted((one, other) => ratio(one.steps, wanted) - ratio(other.steps, wanted)).slice(0, 1);
  return [...new Set([...nearest(1), ...nearest(16)])];
}

function ratio(steps: number, wanted: number): number {
  return Math.abs(Math.log(steps / wanted));
}

function sampleClouds(
  { samples, manifest: { dimension } }: Run,
  chosen: readonly GeneratedSamples[],
): Figure {
  const [source, target] = [samples.source, samples.target].map((points) =>
    points ? planePoints(points) : [],
  );
  const all = chosen.map(({ points }) => planePoints(points));
  const frame = frameAround([...(source ?? []), ...(target ?? [])], all.flat(), 340);
  const steps = chosen.map((one) => formatSteps(one.steps)).join(' and at ');
  return {
    name: 'samples',
    title: 'Samples',
    caption: `Generated points over a fresh draw of the target, at ${steps}, and the source they start from. Same axes, equal units; data’s own units.${dimensionNote(dimension)}`,
    alt: `Scatter plots of generated points over target points, at ${steps}.`,
    specification: {
      datasets: {
        source: samples.source ? [...planePoints(samples.source, drawn.source)] : [],
        target: samples.target ? [...planePoints(samples.target, drawn.target)] : [],
      },
      hconcat: chosen.map((one, panel) => cloudPanel(one, all[panel] ?? [], { frame, dimension })),
      resolve: { scale: { color: 'shared' } },
    },
  };
}

function cloudPanel(
  { steps, points }: GeneratedSamples,
  all: readonly PlanePoint[],
  { frame, dimension }: { readonly frame: Frame; readonly dimension: number },
): Panel {
  const outside = points.count - all.filter((point) => isInside(frame, point)).length;
  const subtitle =
    outside > 0 ? `${outside} of ${points.count} points lie outside` : `${points.count} points`;
  return {
    title: { text: formatSteps(steps), subtitle },
    width: frame.width,
    height: frame.height,
    encoding: { ...planeEncoding(frame, dimension), color: cloudColors(['source', 'target', 'generated']) },
    layer: [
      cloud({ name: 'target', size: 24, opacity: 0.7 }),
      cloud({ name: 'source', size: 7, opacity: 0.45 }),
      {
        ...cloud({ name: 'generated', size: 9, opacity: 0.75 }),
        data: { values: [...planePoints(points, drawn.generated)] },
      },
    ],
  };
}
