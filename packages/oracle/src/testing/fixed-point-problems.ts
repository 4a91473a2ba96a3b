import { equalMixture, type Interpolant, randomStream } from '@highorder/core';
import { exactFlow } from '../exact/exact-flow.ts';
import type { MixturePath } from '../exact/mixture-path.ts';
import { distances, type Spread } from '../fixed-points/endpoint-errors.ts';
import { exactPointFlow } from '../fixed-points/exact-point-flow.ts';
import { moveAlong, type PointFlow, type PointMap } from '../fixed-points/point-flow.ts';
import { stratifiedDraws } from '../stratified-draws.ts';
import { fourModes, paths } from './problems.ts';

/**
 * The smooth problem of the reference tables: one standard normal to three modes of variance 0.6. The tables do not say
 * where the modes are. An equilateral triangle of radius 1.95 gives their errors of Euler's steps on three paths to 6 %
 * (1.9 and 2 are worse), and everything else that is compared with it was computed after that choice.
 */
export const softProblem = {
  source: equalMixture([[0, 0]], 1),
  target: equalMixture(
    [0, 1, 2].map((k) => [1.95 * Math.cos((2 * Math.PI * k) / 3), 1.95 * Math.sin((2 * Math.PI * k) / 3)]),
    0.6,
  ),
};

/** A problem of the tables with points of its source, which the tables do not list: a draw of as many. */
export interface ReferenceProblem {
  readonly path: MixturePath;
  readonly points: Float64Array;
  readonly ends: Float64Array;
  /** E[x^(k) | x] and D^(k-1) u / Dt^(k-1). */
  readonly conditional: PointFlow;
  readonly material: PointFlow;
  /** The error of the ends of so many equal steps. */
  endpointError(map: PointMap, steps: number): Spread;
  /** The same, point by point. */
  endpointErrors(map: PointMap, steps: number): readonly number[];
}

export function softReference(name: keyof typeof paths): ReferenceProblem {
  return referenceProblem({ ...softProblem, interpolant: withoutEnd(paths[name]) }, 64, 1);
}

/** Four modes with as many points as wanted; the tables have 48. */
export function fourModesReference(name: keyof typeof paths, count: number): ReferenceProblem {
  return referenceProblem({ ...fourModes, interpolant: withoutEnd(paths[name]) }, count, 1);
}

function referenceProblem(path: MixturePath, count: number, seed: number): ReferenceProblem {
  const points = stratifiedDraws(path.source, count, randomStream({ seed, purpose: 'soft' })).values;
  const ends = exactFlow(path).move(points, 0, 1);
  const { dimension } = path.source;
  return {
    ...{ path, points, ends },
    conditional: exactPointFlow(path, () => 'conditional'),
    material: exactPointFlow(path, () => 'material'),
    endpointError: (map, steps) => distances(moveAlong(map, points, equalTimes(steps)), ends, dimension),
    endpointErrors(map, steps) {
      const found = moveAlong(map, points, equalTimes(steps));
      return Array.from({ length: count }, (_, row) =>
        Math.hypot(
          ...Array.from({ length: dimension }, (__, axis) => {
            const index = row * dimension + axis;
            return Number(found[index]) - Number(ends[index]);
          }),
        ),
      );
    },
  };
}

function equalTimes(steps: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, step) => step / steps);
}

/** The weights of the diffusion path have no derivatives at t = 1 itself. */
function withoutEnd({ weights }: Interpolant): Interpolant {
  return { weights, domain: (order) => ({ from: 0, to: order === 0 ? 1 : 1 - 1e-9 }) };
}
