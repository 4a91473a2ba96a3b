import {
  beginsAtSource,
  type DrawScheme,
  pathStart,
  permutation,
  type Points,
  randomStream,
  selectRows,
  startingPoints,
} from '@highorder/core';
import type { Experiment } from '@highorder/runtime';

/** Independent points of the truth behind one value of a noise floor. */
export interface FloorDraw {
  /**
   * Where a perfect flow begins: points of the path at time 0, alpha(0) x1 + beta(0) x0 of independent pairs. Source points on a path
   * that begins at its source. On any other the source is not where the exact flow begins: carried from there, its points miss the target.
   */
  readonly start: Points;
  readonly first: Points;
  readonly second: Points;
}

/** The draws for the noise floors of metrics with this scheme, `evaluation.draws` of them. Each has random streams of its own. */
export function floorDraws(experiment: Experiment, scheme: DrawScheme): readonly FloorDraw[] {
  const { source, target, interpolant, evaluation, seed } = experiment;
  const { samples, draws } = evaluation;
  const begin = pathStart(interpolant);
  return Array.from({ length: draws }, (_, index) => {
    const stream = (purpose: string) =>
      randomStream({ seed, purpose: `evaluation/${scheme.name}/${purpose}`, index });
    const draw = (from: typeof source, purpose: string) => scheme.draw(from, samples, stream(purpose));
    // In random order: rows of a stratified draw have an order of their own, and pairs are independent.
    const ends = () => selectRows(draw(target, 'floor-start'), permutation(samples, stream('floor-pairs')));
    const sources = draw(source, 'floor-source');
    return {
      start: beginsAtSource(begin) ? sources : startingPoints(begin, sources, ends()),
      first: draw(target, 'floor-first'),
      second: draw(target, 'floor-second'),
    };
  });
}
