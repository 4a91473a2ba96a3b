import type { Moment, Trajectory } from '../run/trajectories.ts';

/** Time is drawn in this many colors. */
export const colorBands = 12;

/** The part of a path that lies in one band of time, with the point where the next band begins. */
export interface Piece {
  readonly path: number;
  readonly band: number;
  readonly moments: readonly Moment[];
}

/** The band of time of a moment: 0 to `colorBands` - 1. */
export function bandOf(t: number): number {
  return Math.min(colorBands - 1, Math.max(0, Math.floor(t * colorBands)));
}

/** Cuts paths into pieces of one color. Pieces meet, so that the paths stay whole. */
export function pieces(trajectories: readonly Trajectory[]): readonly Piece[] {
  return trajectories.flatMap(({ path, moments }) => {
    const found = new Map<number, Moment[]>();
    moments.slice(0, -1).forEach((moment, index) => {
      const band = bandOf(moment.t);
      const next = moments[index + 1] ?? moment;
      const sofar = found.get(band) ?? [moment];
      found.set(band, [...sofar, next]);
    });
    return [...found].map(([band, of]) => ({ path, band, moments: of }));
  });
}
