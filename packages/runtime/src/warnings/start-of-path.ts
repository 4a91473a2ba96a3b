import { beginsAtSource, type Distribution, pathStart, type Problem, randomStream } from '@highorder/core';
import type { Finding } from '../checks/index.ts';

/** From this share of the source's deviation on, the distance between path and source at time 0 is warned about. */
const NOTED = 0.25;

/** Points that stand for a distribution that is no mixture. */
const COUNT = 1000;

/**
 * A path that does not begin at its source points (alpha(0) is not 0, or beta(0) not 1): samplers start at source points, and the flow
 * is trained on alpha(0) x1 + beta(0) x0. The size of the difference, sqrt(alpha(0)^2 E[x1^2] + (1 - beta(0))^2 E[x0^2]) a coordinate,
 * is compared with the deviation of the source: inside its components where it is a mixture.
 */
export function warnOfStart({ source, target, interpolant }: Problem): readonly Finding[] {
  if (interpolant === undefined) return [];
  const start = pathStart(interpolant);
  if (beginsAtSource(start)) return [];
  const { alpha, beta } = start;
  const size = Math.hypot(alpha * scaleOf(target).size, (1 - beta) * scaleOf(source).size);
  const { deviation } = scaleOf(source);
  const share = size / deviation;
  if (share < NOTED) return [];
  return [
    {
      path: 'interpolant',
      message:
        `the path begins at ${digits(alpha)} x1 + ${digits(beta)} x0, not at source points. The difference is ` +
        `${digits(size)} a coordinate, ${Math.round(100 * share)} % of the source's deviation of ${digits(deviation)}: ` +
        'samplers start where this flow is not trained, and a perfect one misses the target.',
      fix: 'Add paths/ot, a path that begins at its source, or widen the source.',
    },
  ];
}

interface Scale {
  /** Root mean square of a coordinate. */
  readonly size: number;
  /** Root mean square deviation of a coordinate: inside a component, where it is a mixture. */
  readonly deviation: number;
}

function scaleOf(distribution: Distribution): Scale {
  const { mixture, dimension } = distribution;
  if (mixture === undefined) {
    const drawn = distribution.sample(COUNT, randomStream({ seed: 0, purpose: 'scale' }));
    return scaleOfPoints(drawn.values, dimension);
  }
  let [squares, spread] = [0, 0];
  for (const { weight, mean, covariance } of mixture.components) {
    mean.forEach((value, axis) => {
      const variance = Number(covariance[axis * (dimension + 1)]);
      squares += weight * (value ** 2 + variance);
      spread += weight * variance;
    });
  }
  return { size: Math.sqrt(squares / dimension), deviation: Math.sqrt(spread / dimension) };
}

function scaleOfPoints(values: Float64Array, dimension: number): Scale {
  const rows = values.length / dimension;
  const means = Array.from({ length: dimension }, (_, axis) =>
    values.reduce((sum, value, at) => sum + (at % dimension === axis ? value / rows : 0), 0),
  );
  const meanSquare = (of: (value: number, at: number) => number) =>
    Math.sqrt(values.reduce((sum, value, at) => sum + of(value, at) ** 2, 0) / values.length);
  return {
    size: meanSquare((value) => value),
    deviation: meanSquare((value, at) => value - Number(means[at % dimension])),
  };
}

function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
