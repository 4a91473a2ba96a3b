import type { ReduceName } from '@highorder/engine';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { coarse, expectSameResults, graphOf, type Parts, runXla, valuesFor } from './testing/same-results.ts';
import { whenXlaIsThere } from './testing/when-xla-is-there.ts';

// Each graph is compiled, which takes a tenth of a second or two.
vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 3, seed: 4 };
const seeds = fc.nat();
const lengths = (minLength: number, maxLength = 4) =>
  fc.array(fc.integer({ min: 1, max: 4 }), { minLength, maxLength });

/** A shape, some of its axes, and one of them, from a seed. */
const shapesWithAxes = lengths(1).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.subarray(shape.map((_, axis) => axis)),
    axis: fc.nat({ max: shape.length - 1 }),
    permutation: fc.shuffledSubarray(
      shape.map((_, axis) => axis),
      { minLength: shape.length },
    ),
  }),
);

await whenXlaIsThere(() => {
  describe('products', () => {
    const turned = [false, true].flatMap((transposeLeft) =>
      [false, true].map((transposeRight) => ({ transposeLeft, transposeRight })),
    );

    test('agree with the plain backend, turned or not, with axes in front or without', async () => {
      await fc.assert(
        fc.asyncProperty(lengths(3, 3), lengths(0, 2), seeds, async ([n = 1, k = 1, m = 1], front, seed) => {
          for (const { transposeLeft, transposeRight } of turned) {
            const parts: Parts = {
              a: { shape: [...front, ...(transposeLeft ? [k, n] : [n, k])] },
              b: { shape: [...front, ...(transposeRight ? [m, k] : [k, m])] },
            };
            const graph = graphOf(parts, ({ matMul }, input) => ({
              product: matMul(input('a'), input('b'), { transposeLeft, transposeRight }),
            }));
            await expectSameResults(graph, valuesFor(parts, seed), { relative: 1e-5, absolute: 1e-5 });
          }
        }),
        runs,
      );
    });

    test('broadcast the axes in front', async () => {
      const parts: Parts = { a: { shape: [3, 1, 2, 4] }, b: { shape: [1, 5, 4, 3] } };
      const attributes = { transposeLeft: false, transposeRight: false };
      // Against the product of factors made equal before: the plain backend broadcasts one of them at most.
      const graph = graphOf(parts, ({ broadcast, matMul }, input) => ({
        product: matMul(input('a'), input('b'), attributes),
        equal: matMul(broadcast(input('a'), [3, 5, 2, 4]), broadcast(input('b'), [3, 5, 4, 3]), attributes),
      }));
      const results = await runXla(graph, valuesFor(parts, 0));
      expect(results.get('product')?.shape).toEqual([3, 5, 2, 3]);
      const { values = [] } = results.get('equal') ?? {};
      results
        .get('product')
        ?.values.forEach((value, index) => expect(value).toBeCloseTo(Number(values[index]), 4));
    });

    test('add a bias, also where results are long and narrow', async () => {
      for (const { transposeLeft, transposeRight } of turned) {
        for (const [rows, columns] of [
          [5, 2],
          [70, 2],
          [70, 1],
          [64, 8],
        ] as const) {
          const parts: Parts = {
            a: { shape: transposeLeft ? [3, rows] : [rows, 3] },
            b: { shape: transposeRight ? [columns, 3] : [3, columns] },
            bias: { shape: [columns] },
          };
          const graph = graphOf(parts, ({ affine, matMul }, input) => ({
            product: matMul(input('a'), input('b'), { transposeLeft, transposeRight }),
            sum: affine(input('a'), input('b'), input('bias'), { transposeLeft, transposeRight }),
          }));
          await expectSameResults(graph, valuesFor(parts, 0), { relative: 1e-5, absolute: 1e-5 });
        }
      }
    });
  });

  describe('along axes', () => {
    const names: readonly ReduceName[] = ['max', 'mean', 'min', 'product', 'sum'];

    test('numbers are reduced', async () => {
      await fc.assert(
        fc.asyncProperty(
          shapesWithAxes,
          seeds,
          fc.boolean(),
          async ({ shape, axes }, seed, keepDimensions) => {
            // Without axes, reductions of TensorFlow.js take all; ours none.
            fc.pre(axes.length > 0);
            const parts: Parts = {
              a: { shape },
              whole: { shape, type: 'int32' },
              truth: { shape, type: 'bool' },
            };
            const graph = graphOf(parts, ({ reduce }, input) => ({
              ...Object.fromEntries(
                names.map((name) => [name, reduce(name, input('a'), axes, keepDimensions)]),
              ),
              wholeSum: reduce('sum', input('whole'), axes, keepDimensions),
              wholeMaximum: reduce('max', input('whole'), axes, keepDimensions),
              all: reduce('all', input('truth'), axes, keepDimensions),
              any: reduce('any', input('truth'), axes, keepDimensions),
            }));
            await expectSameResults(graph, valuesFor(parts, seed), { relative: 1e-5, absolute: 1e-5 });
          },
        ),
        runs,
      );
    });

    test('sums run, one way or the other, with the number itself or without', async () => {
      await fc.assert(
        fc.asyncProperty(shapesWithAxes, seeds, async ({ shape, axis }, seed) => {
          const parts: Parts = { a: { shape }, whole: { shape, type: 'int32' } };
          const graph = graphOf(parts, ({ cumulativeSum }, input) => ({
            plain: cumulativeSum(input('a'), { axis, exclusive: false, reverse: false }),
            exclusive: cumulativeSum(input('a'), { axis, exclusive: true, reverse: false }),
            reverse: cumulativeSum(input('a'), { axis, exclusive: false, reverse: true }),
            both: cumulativeSum(input('a'), { axis, exclusive: true, reverse: true }),
            whole: cumulativeSum(input('whole'), { axis, exclusive: false, reverse: false }),
          }));
          await expectSameResults(graph, valuesFor(parts, seed), { relative: 1e-5, absolute: 1e-5 });
        }),
        runs,
      );
    });

    test('the softmax and the first of the greatest are found', async () => {
      await fc.assert(
        fc.asyncProperty(shapesWithAxes, seeds, async ({ shape, axis }, seed) => {
          const parts: Parts = { a: { shape } };
          const graph = graphOf(parts, ({ argMax, softmax }, input) => ({
            softmax: softmax(input('a')),
            place: argMax(input('a'), axis),
          }));
          await expectSameResults(graph, valuesFor(parts, seed, coarse), { relative: 2e-6 });
        }),
        runs,
      );
    });
  });

  describe('numbers are moved', () => {
    test('by transposing, reversing, tiling, padding, reshaping and broadcasting', async () => {
      await fc.assert(
        fc.asyncProperty(shapesWithAxes, seeds, async ({ shape, axes, permutation }, seed) => {
          for (const type of ['float32', 'int32', 'bool'] as const) {
            const parts: Parts = { a: { shape, type } };
            const some = shape.map((_, axis) => (axis + seed) % 3);
            const graph = graphOf(parts, (operations, input) => {
              const a = operations.select(operations.cast(input('a'), 'bool'), input('a'), input('a'));
              return {
                transposed: operations.transpose(a, permutation),
                reversed: operations.reverse(a, axes),
                tiled: operations.tile(
                  a,
                  some.map((count) => count + 1),
                ),
                padded: operations.pad(a, { before: some, after: some.toReversed(), value: 1 }),
                reshaped: operations.reshape(a, [...shape, 1].toReversed()),
                broadcast: operations.broadcast(a, [2, ...shape]),
              };
            });
            await expectSameResults(graph, valuesFor(parts, seed));
          }
        }),
        runs,
      );
    });

    test('by cutting and joining', async () => {
      await fc.assert(
        fc.asyncProperty(shapesWithAxes, seeds, async ({ shape, axis }, seed) => {
          const length = Number(shape[axis]);
          const sizes = [1, length + 1];
          const longer = shape.with(axis, length + 2);
          const parts: Parts = {
            a: { shape },
            b: { shape: longer },
            whole: { shape: longer, type: 'int32' },
          };
          const graph = graphOf(parts, ({ concat, slice, split }, input) => {
            const [first, second] = split(input('b'), axis, sizes);
            const [firstWhole] = split(input('whole'), axis, sizes);
            if (!first || !second || !firstWhole) throw new Error('A split in two has two pieces.');
            const begin = shape.map((each) => (each > 1 ? 1 : 0));
            return {
              joined: concat([input('a'), input('b'), input('a')], axis),
              first,
              second,
              firstWhole,
              cut: slice(
                input('b'),
                begin,
                longer.map((each, place) => each - Number(begin[place])),
              ),
            };
          });
          await expectSameResults(graph, valuesFor(parts, seed));
        }),
        runs,
      );
    });

    test('by whole numbers', async () => {
      await fc.assert(
        fc.asyncProperty(shapesWithAxes, lengths(1, 2), seeds, async ({ shape, axis }, chosen, seed) => {
          const parts: Parts = {
            a: { shape },
            indices: { shape: chosen, type: 'int32' },
            class: { shape: chosen, type: 'int32' },
          };
          const graph = graphOf(parts, ({ gather, oneHot }, input) => ({
            gathered: gather(input('a'), input('indices'), axis),
            hot: oneHot(input('class'), { depth: 4, onValue: 1, offValue: 0 }),
            warm: oneHot(input('class'), { depth: 4, onValue: 2.5, offValue: -1 }),
          }));
          const values = valuesFor(parts, seed);
          const indices = values['indices']?.map((index) => Math.abs(index) % Number(shape[axis])) ?? [];
          await expectSameResults(graph, { ...values, indices });
        }),
        runs,
      );
    });
  });
});
