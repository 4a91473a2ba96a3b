import { identityClock, type Interpolant, Jet, type LossTerm, required } from '@highorder/core';
import type { PointFlow, PointMap } from '@highorder/oracle';

/** What a pair weighs in a target A(t) x1 + B(t) x0. */
export interface PairWeights {
  readonly data: number;
  readonly source: number;
}

/** A field that is the mean of A(t) x1 + B(t) x0 over the pairs through x, whatever A and B are. */
export interface PairField {
  /** In words. */
  readonly what: string;
  weights(t: number): PairWeights;
}

/**
 * What a head learns that a term teaches a target A(t) x1 + B(t) x0, linear in the pair. A and B are read from the term's own column
 * `target`, at the pairs (x1, x0) = (1, 0) and (0, 1).
 */
export function meanOverPairs(term: LossTerm, interpolant: Interpolant, what: string): PairField {
  return {
    what,
    weights(t) {
      const columns = term.prepare?.(
        {
          ...{ rows: 2, dimension: 1, x1: Float64Array.of(1, 0), x0: Float64Array.of(0, 1) },
          ...{ t: Float64Array.of(t, t), d: new Float64Array(2) },
        },
        { interpolant, clock: identityClock },
      );
      const { values } = required(
        columns?.['target'],
        'A term that is linear in pairs has a column "target".',
      );
      return { data: Number(values[0]), source: Number(values[1]) };
    },
  };
}

/**
 * The field on the host. x and the velocity u are two equations for the means of x1 and x0 over the pairs through x,
 *
 *   x = alpha E[x1 | x] + beta E[x0 | x],   u = alpha' E[x1 | x] + beta' E[x0 | x],
 *
 * whatever the distributions. Times at which the path has no velocity take the nearest one that has.
 */
export function pairFieldMap(field: PairField, interpolant: Interpolant, flow: PointFlow): PointMap {
  const { from, to } = interpolant.domain(1);
  return (at) => {
    const t = Math.min(Math.max(at.t, from), to);
    const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(t), 1));
    const [a, b] = [valueOf(alpha, 0), valueOf(beta, 0)];
    const [aSlope, bSlope] = [valueOf(alpha, 1), valueOf(beta, 1)];
    const { data, source } = field.weights(t);
    const determinant = a * bSlope - aSlope * b;
    const ofPoint = (data * bSlope - source * aSlope) / determinant;
    const ofVelocity = (source * a - data * b) / determinant;
    const velocity = flow.order(1, { ...at, d: 0 });
    return at.x.map((value, index) => ofPoint * value + ofVelocity * Number(velocity[index]));
  };
}

/** A derivative of a jet of one time. */
function valueOf(jet: Jet, order: number): number {
  return Number(jet.derivative(order)[0]);
}
