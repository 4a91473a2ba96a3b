import type { Trajectory } from '../run/trajectories.ts';
import type { Figure } from './figure.ts';
import { colors } from './theme.ts';

const timeAxis = { values: [0, 0.25, 0.5, 0.75, 1], format: '~g' };

/** Paths in one dimension: x against time. */
export function timeFigure(trajectories: readonly Trajectory[]): Figure {
  const rows = trajectories.flatMap(({ path, moments }) =>
    moments.map(({ t, at: [x = 0] }, index) => ({
      path,
      t,
      x: Number.isFinite(x) ? x : null,
      end: index === 0 ? 'source' : index === moments.length - 1 ? 'generated' : '',
    })),
  );
  return {
    name: 'trajectories',
    title: 'Trajectories',
    caption: `${trajectories.length} paths of the flow from source points to generated points, against time.`,
    alt: `${trajectories.length} lines from source points at time 0 to generated points at time 1.`,
    specification: {
      data: { values: rows },
      width: 620,
      height: 320,
      encoding: {
        x: { field: 't', type: 'quantitative', title: 'time t', scale: { nice: false }, axis: timeAxis },
        y: { field: 'x', type: 'quantitative', title: 'x', scale: { zero: false } },
      },
      layer: [
        {
          mark: { type: 'line', strokeWidth: 0.8, opacity: 0.55, color: colors.generated },
          encoding: { detail: { field: 'path' } },
        },
        {
          transform: [{ filter: 'datum.end !== ""' }],
          mark: { type: 'circle', size: 18, opacity: 1 },
          encoding: {
            color: {
              field: 'end',
              type: 'nominal',
              scale: { domain: ['source', 'generated'], range: [colors.source, colors.generated] },
            },
          },
        },
      ],
    },
  };
}
