import type { Run } from '../run/run.ts';
import type { Trajectory } from '../run/trajectories.ts';
import type { Figure, Layer } from './figure.ts';
import { frameAround, isInside } from './frame.ts';
import { cloud, cloudColors, dimensionNote, planeEncoding } from './plane.ts';
import { timeColors } from './theme.ts';
import { type PlanePoint, planePoints } from './thin.ts';
import { colorBands, type Piece, pieces } from './time-bands.ts';
import { timeFigure } from './trajectories-in-time.ts';

/** Paths from source to data, colored by time, over the target. Undefined without paths. */
export function trajectoriesFigure(run: Run): Figure | undefined {
  const { trajectories } = run.samples;
  if (trajectories.length === 0) return undefined;
  return run.manifest.dimension === 1 ? timeFigure(trajectories) : planeFigure(run);
}

function planeFigure({ samples: { trajectories, target }, manifest: { dimension } }: Run): Figure {
  const ends = pointsOf(trajectories, (moments) => moments.slice(-1));
  const starts = pointsOf(trajectories, (moments) => moments.slice(0, 1));
  const settled = target ? planePoints(target) : ends;
  const all = pointsOf(trajectories, (moments) => moments);
  const frame = frameAround([...settled, ...starts], all, 480);
  const leaves = !all.every((point) => isInside(frame, point));
  return {
    name: 'trajectories',
    title: 'Trajectories',
    caption: `${trajectories.length} paths of the flow from source points to generated points, colored by time, over the target. Equal units; data’s own units.${dimensionNote(dimension)}`,
    alt: `${trajectories.length} lines from source points to generated points, colored by time.`,
    specification: {
      datasets: {
        target: target ? [...planePoints(target, 800)] : [],
        source: [...starts],
        generated: [...ends],
        pieces: pieces(trajectories).flatMap(pieceRows),
      },
      width: frame.width,
      height: frame.height,
      layer: [
        { encoding: planeEncoding(frame, dimension), layer: [targetCloud, lines(leaves), ...endPoints] },
      ],
    },
  };
}

const color = cloudColors(['source', 'target', 'generated']);
const targetCloud = cloud({ name: 'target', size: 14, opacity: 0.5, color });
const endPoints = (['source', 'generated'] as const).map((name) =>
  cloud({ name, size: 14, opacity: 1, color }),
);

/** The paths. Cutting them off at the frame costs a clip path each, so it is done only where one leaves it. */
const lines = (clip: boolean): Layer => ({
  data: { name: 'pieces' },
  mark: { type: 'line', strokeWidth: 1, opacity: 0.8, clip, strokeCap: 'round' },
  encoding: {
    order: { field: 'order', type: 'quantitative' },
    detail: [{ field: 'path' }, { field: 'band' }],
    stroke: {
      field: 'time',
      type: 'quantitative',
      scale: { domain: [0, 1], range: [...timeColors] },
      legend: {
        title: 'time t',
        gradientLength: 140,
        gradientThickness: 10,
        values: [0, 0.5, 1],
        format: '~g',
      },
    },
  },
});

function pieceRows({ path, band, moments }: Piece) {
  const time = (band + 0.5) / colorBands;
  return moments.map(({ t, at: [x = 0, y = 0] }) => ({ path, band, time, order: t, x, y }));
}

function pointsOf(
  trajectories: readonly Trajectory[],
  choose: (moments: Trajectory['moments']) => Trajectory['moments'],
): readonly PlanePoint[] {
  return trajectories.flatMap(({ moments }) => choose(moments).map(({ at: [x = 0, y = 0] }) => ({ x, y })));
}
