import {
  covarianceRoot,
  type GaussianComponent,
  type GaussianMixture,
  type Points,
  points,
  type RandomStream,
  required,
  writePoint,
} from '@highorder/core';
import { balancedOrder } from './balanced-order.ts';
import { fairCounts } from './fair-counts.ts';
import { normalQuantile } from './normal-quantile.ts';
import { sobolPoints } from './sobol.ts';

/**
 * `count` points of a mixture with far less noise than independent ones. Each component gets its fair number of them
 * (`fairCounts`), and inside a component the standard normal noise is a scrambled Sobol sequence of its own, pushed
 * through the normal quantile. Points carry their component.
 *
 * Rows are in `balancedOrder`: every beginning of them is as good a draw as its length allows. The points of a draw
 * depend on one another; two draws with independent streams do not.
 */
export function stratifiedDraws(mixture: GaussianMixture, count: number, random: RandomStream): Points {
  const { dimension, components } = mixture;
  const counts = fairCounts(
    components.map(({ weight }) => weight),
    count,
  );
  const drawn = components.map((component, index) =>
    drawComponent(component, { dimension, count: Number(counts[index]), random }),
  );
  const values = new Float64Array(count * dimension);
  const order = balancedOrder(counts);
  order.forEach(({ component, index }, row) => {
    const own = required(drawn[component], 'Every component has its points.');
    values.set(own.subarray(index * dimension, (index + 1) * dimension), row * dimension);
  });
  return points(
    dimension,
    values,
    Int32Array.from(order, ({ component }) => component),
  );
}

interface ComponentDraw {
  readonly dimension: number;
  readonly count: number;
  readonly random: RandomStream;
}

function drawComponent(component: GaussianComponent, draw: ComponentDraw): Float64Array {
  const { dimension, count } = draw;
  if (count === 0) return new Float64Array(0);
  const noise = sobolPoints(draw).map(normalQuantile);
  const factor = covarianceRoot(component.covariance, dimension);
  const values = new Float64Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const offset = row * dimension;
    writePoint(values, offset, component, factor, noise.subarray(offset, offset + dimension));
  }
  return values;
}
