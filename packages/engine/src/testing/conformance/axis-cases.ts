import fc from 'fast-check';
import type { ReduceName } from '../../graph/operation.ts';
import type { Value } from '../../graph/graph.ts';
import type { Fragment, OperationCases } from './operation-case.ts';
import type { Sketch } from './sketch.ts';

/** The type of number that each reduction takes besides float32; truth values alone for `all` and `any`. */
const reduceTable = {
  all: 'truth alone',
  any: 'truth alone',
  max: 'whole',
  mean: 'nothing',
  min: 'nothing',
  product: 'nothing',
  sum: 'whole',
} as const satisfies Record<ReduceName, 'nothing' | 'truth alone' | 'whole'>;

const reduceNames = Object.keys(reduceTable) as readonly ReduceName[];

/** A shape of at least one axis, some of its axes, one of them, and all in another order. */
export const shapesWithAxes = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => {
    const all = shape.map((_, axis) => axis);
    return fc.record({
      shape: fc.constant(shape),
      axes: fc.subarray(all),
      axis: fc.nat({ max: shape.length - 1 }),
      permutation: fc.shuffledSubarray(all, { minLength: shape.length }),
    });
  });

const flags = [false, true];

/** Results that come of all numbers along an axis. */
export const axisCases = {
  reduce: {
    closeness: { relative: 1e-5, absolute: 1e-5 },
    fragments: fc.tuple(shapesWithAxes, fc.boolean()).map(
      ([{ shape, axes, axis }, keep]): Fragment =>
        (draw) => {
          // Without axes, reductions of TensorFlow.js take all; ours none.
          const over = axes.length > 0 ? axes : [axis];
          const results: Record<string, Value> = {};
          for (const name of reduceNames) {
            const takes = reduceTable[name];
            const main = takes === 'truth alone' ? draw.truth(shape) : draw.wide(shape);
            results[name] = draw.graph.reduce(name, main, over, keep);
            if (takes === 'whole') {
              results[`${name} of whole numbers`] = draw.graph.reduce(name, draw.whole(shape), over, keep);
            }
          }
          return results;
        },
    ),
  },
  cumulativeSum: {
    closeness: { relative: 1e-5, absolute: 1e-5 },
    fragments: shapesWithAxes.map(
      ({ shape, axis }): Fragment =>
        (draw) => {
          const results: Record<string, Value> = {};
          const inputs = { numbers: draw.wide(shape), 'whole numbers': draw.whole(shape) };
          for (const [what, x] of Object.entries(inputs)) {
            for (const exclusive of flags) {
              for (const reverse of flags) {
                const name = `of ${what}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`;
                results[name] = draw.graph.cumulativeSum(x, { axis, exclusive, reverse });
              }
            }
          }
          return results;
        },
    ),
  },
  softmax: {
    closeness: { relative: 3e-6, absolute: 1e-9 },
    fragments: shapesWithAxes.map(
      ({ shape }): Fragment =>
        (draw) => ({
          coarse: draw.graph.softmax(draw.coarse(shape)),
          wide: draw.graph.softmax(draw.wide(shape)),
        }),
    ),
  },
  argMax: {
    fragments: shapesWithAxes.map(
      ({ shape, axis }): Fragment =>
        (draw) => ({
          // The first of several that are equal.
          'of few numbers': draw.graph.argMax(draw.coarse(shape), axis),
          '': draw.graph.argMax(draw.wide(shape), axis),
        }),
    ),
  },
} satisfies OperationCases<'argMax' | 'cumulativeSum' | 'reduce' | 'softmax'>;

/** Truth values, whole numbers and float32, of one shape. */
export function ofEveryType(draw: Sketch, shape: readonly number[]): Readonly<Record<string, Value>> {
  return { truth: draw.truth(shape), 'whole numbers': draw.whole(shape), numbers: draw.coarse(shape) };
}
