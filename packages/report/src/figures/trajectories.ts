import type { Run } from '../run/run.ts';
import type { Trajectory } from '../run/trajectories.ts';
import type { Figure, Layer } from './figure.ts';
import { type Frame, frameAround, isInside, near } from './frame.ts';
import { cloud, cloudColors, dimensionNote, planeEncoding } from './plane.ts';
import { timeColors } from './theme.ts';
import { type PlanePoint, planePoints } from './thin.ts';
import { colorBands, pieces } from './time-bands.ts';
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
  return {
    name: 'trajectories',
    title: 'Trajectories',
    caption: `${trajectories.length} paths of the flow from source points to generated points, colored by time, over the target. Equal units; data’s own units.${dimensionNote(dimension)}`,
    alt: `${trajectories.length} lines from source points to generated points, colored by time.`,
    specification: {
      datasets: {
        target: target ? [...planePoints(target, 800)] : [],
        source: starts.filter((point) => isInside(frame, point)),
        generated: ends.filter((point) => isInside(frame, point)),
        pieces: pieceRows(trajectories, frame),
      },
      width: frame.width,
      height: frame.height,
      layer: [{ encoding: planeEncoding(frame, dimension), layer: [targetCloud, lines, ...endPoints] }],
    },
  };
}

const color = cloudColors(['source', 'target', 'generated']);
const targetCloud = cloud({ name: 'target', size: 14, opacity: 0.5, color });
const endPoints = (['source', 'generated'] as const).map((name) =>
  cloud({ name, size: 14, opacity: 1, color }),
);

/** The paths: one line for each band of time, broken between pieces, since a mark for each piece takes long. */
const lines: Layer = {
  data: { name: 'pieces' },
  mark: { type: 'line', strokeWidth: 1, opacity: 0.8, clip: true, strokeCap: 'round' },
  encoding: {
    order: { field: 'order', type: 'quantitative' },
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
};

const nowhere = { x: null, y: null };

/** Corners of the lines in order, with a place that is nowhere after each piece: there a line breaks. */
function pieceRows(trajectories: readonly Trajectory[], frame: Frame) {
  const rows = pieces(trajectories).flatMap(({ band, moments }) => {
    const time = (band + 0.5) / colorBands;
    const corners = moments.map(({ at: [x = 0, y = 0] }) => ({
      time,
      ...(near(frame, { x, y }) ?? nowhere),
    }));
    return [...corners, { time, ...nowhere }];
  });
  return rows.map((row, order) => ({ ...row, order }));
}

function pointsOf(
  trajectories: readonly Trajectory[],
  choose: (moments: Trajectory['moments']) => Trajectory['moments'],
): readonly PlanePoint[] {
  return trajectories.flatMap(({ moments }) => choose(moments).map(({ at: [x = 0, y = 0] }) => ({ x, y })));
}
