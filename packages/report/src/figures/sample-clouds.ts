import { formatSteps } from '../format.ts';
import type { GeneratedSamples } from '../run/run.ts';
import type { Figure, Panel } from './figure.ts';
import { type Frame, frameAround, isInside } from './frame.ts';
import { cloud, cloudColors, dimensionNote, planeEncoding } from './plane.ts';
import type { ShownSamples } from './shown-samples.ts';
import { planePoints } from './thin.ts';

/** At most about this many points are drawn of each. */
const drawn = { generated: 800, target: 800, source: 300 };

/** Clouds of generated points over the target in the plane of the first two coordinates, in equal units. */
export function sampleClouds({ source, target, chosen }: ShownSamples): Figure {
  const { dimension } = target;
  const settled = [source, target].flatMap((points) => planePoints(points));
  const frame = frameAround(
    settled,
    chosen.flatMap(({ points }) => planePoints(points)),
    340,
  );
  const steps = chosen.map((one) => formatSteps(one.steps)).join(' and at ');
  return {
    name: 'samples',
    title: 'Samples',
    caption: `Generated points over a fresh draw of the target, at ${steps}, and the source they start from. Same axes, equal units; data’s own units.${dimensionNote(dimension)}`,
    alt: `Scatter plots of generated points over target points, at ${steps}.`,
    specification: {
      datasets: {
        source: [...planePoints(source, drawn.source)],
        target: [...planePoints(target, drawn.target)],
      },
      hconcat: chosen.map((one) => cloudPanel(one, frame)),
      resolve: { scale: { color: 'shared' } },
    },
  };
}

function cloudPanel({ steps, points }: GeneratedSamples, frame: Frame): Panel {
  const outside = points.count - planePoints(points).filter((point) => isInside(frame, point)).length;
  const subtitle =
    outside > 0 ? `${outside} of ${points.count} points lie outside` : `${points.count} points`;
  const shown = planePoints(points, drawn.generated).filter((point) => isInside(frame, point));
  return {
    title: { text: formatSteps(steps), subtitle },
    width: frame.width,
    height: frame.height,
    encoding: {
      ...planeEncoding(frame, points.dimension),
      color: cloudColors(['source', 'target', 'generated']),
    },
    layer: [
      cloud({ name: 'target', size: 24, opacity: 0.7 }),
      cloud({ name: 'source', size: 7, opacity: 0.45 }),
      { ...cloud({ name: 'generated', size: 9, opacity: 0.75 }), data: { values: shown } },
    ],
  };
}
