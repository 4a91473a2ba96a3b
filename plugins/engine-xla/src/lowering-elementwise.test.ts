import { required } from '@highorder/core';
import type { BinaryName, CompareName, UnaryName } from '@highorder/engine';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  coarse,
  expectSameResults,
  graphOf,
  type Parts,
  runXla,
  valuesFor,
  wide,
} from './testing/same-results.ts';
import { whenXlaIsThere } from './testing/when-xla-is-there.ts';

// Each graph is compiled, which takes a tenth of a second or two.
vi.setConfig({ testTimeout: 60_000 });

const unaryNames = Object.keys({
  abs: 0,
  ceil: 0,
  cos: 0,
  erf: 0,
  exp: 0,
  expm1: 0,
  floor: 0,
  log: 0,
  log1p: 0,
  neg: 0,
  reciprocal: 0,
  relu: 0,
  round: 0,
  rsqrt: 0,
  sigmoid: 0,
  sign: 0,
  sin: 0,
  softplus: 0,
  sqrt: 0,
  square: 0,
  step: 0,
  tan: 0,
  tanh: 0,
} satisfies Record<Exclude<UnaryName, 'logicalNot'>, 0>) as readonly Exclude<UnaryName, 'logicalNot'>[];

const binaryNames = Object.keys({
  add: 0,
  atan2: 0,
  divide: 0,
  floorDivide: 0,
  maximum: 0,
  minimum: 0,
  modulo: 0,
  multiply: 0,
  power: 0,
  squaredDifference: 0,
  subtract: 0,
} satisfies Record<BinaryName, 0>) as readonly BinaryName[];

const compareNames = Object.keys({
  equal: 0,
  greater: 0,
  greaterEqual: 0,
  less: 0,
  lessEqual: 0,
  notEqual: 0,
} satisfies Record<CompareName, 0>) as readonly CompareName[];

const runs = { numRuns: 3, seed: 4 };
const seeds = fc.nat();

/** Two shapes that broadcast: of a whole shape, axes are left away in front, and others have length 1. */
const shapePairs = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }).chain((whole) => {
  const narrowed = fc
    .tuple(fc.nat({ max: whole.length }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
    .map(([dropped, ones]) => whole.map((length, axis) => (ones[axis] ? 1 : length)).slice(dropped));
  return fc.record({ left: narrowed, right: fc.oneof(narrowed, fc.constant(whole)) });
});

function unaryGraph(length: number, names = unaryNames) {
  return graphOf({ a: { shape: [length] } }, ({ unary }, input) =>
    Object.fromEntries(names.map((name) => [name, unary(name, input('a'))])),
  );
}

function binaryGraph(parts: Parts, names = binaryNames) {
  return graphOf(parts, ({ binary }, input) =>
    Object.fromEntries(names.map((name) => [name, binary(name, input('a'), input('b'))])),
  );
}

await whenXlaIsThere(() => {
  describe('functions of one tensor', () => {
    test('agree with the plain backend', async () => {
      const parts = { a: { shape: [2000] } };
      // The error function of TensorFlow.js and the sigmoid of ONNX Runtime are good to 2e-7, absolute.
      await expectSameResults(unaryGraph(2000), valuesFor(parts, 0), { relative: 1e-6, absolute: 3e-7 });
    });

    test('agree at the ends', async () => {
      // What becomes of numbers that are none is said below.
      const ends = [
        0,
        -0,
        Infinity,
        -Infinity,
        1,
        -1,
        0.5,
        1.5,
        2.5,
        -0.5,
        -1.5,
        88,
        -87,
        3e38,
        -3e38,
        1e-30,
        -1e-30,
      ];
      await expectSameResults(unaryGraph(ends.length), { a: ends }, { relative: 1e-6, absolute: 3e-7 });
    });

    test('keep their digits near 0', async () => {
      const near = Array.from({ length: 60 }, (_, place) => (place % 2 === 0 ? 1 : -1) * 10 ** (-place / 4));
      const names = ['expm1', 'log1p', 'sin', 'tan', 'tanh'] as const;
      await expectSameResults(
        unaryGraph(near.length, names),
        { a: near.map(Math.fround) },
        { relative: 6e-7 },
      );
      // erf x = 2/sqrt(pi) (x - x^3/3 + ...); that of TensorFlow.js is wrong there.
      const small = near.filter((x) => Math.abs(x) < 1e-2).map(Math.fround);
      const erf = (await runXla(unaryGraph(small.length, ['erf']), { a: small })).get('erf');
      small.forEach((x, index) => {
        const exact = (2 / Math.sqrt(Math.PI)) * (x - x ** 3 / 3);
        expect(Math.abs(Number(erf?.values[index]) / exact - 1)).toBeLessThan(3e-7);
      });
    });

    test('pass on what is no number, but for step', async () => {
      const results = await runXla(unaryGraph(1), { a: [Number.NaN] });
      for (const name of unaryNames) {
        expect([name, ...required(results.get(name), name).values]).toEqual([
          name,
          name === 'step' ? 0 : Number.NaN,
        ]);
      }
    });

    test('are exact on whole numbers', async () => {
      const names = ['abs', 'neg', 'sign', 'square'] as const;
      const graph = graphOf({ a: { shape: [5], type: 'int32' } }, ({ unary }, input) =>
        Object.fromEntries(names.map((name) => [name, unary(name, input('a'))])),
      );
      await expectSameResults(graph, { a: [0, 3, -3, 2000, -2001] });
      // Beyond the whole numbers of float32.
      const large = graphOf({ a: { shape: [2], type: 'int32' } }, ({ unary }, input) => ({
        neg: unary('neg', input('a')),
      }));
      expect((await runXla(large, { a: [2 ** 24 + 1, -(2 ** 30) - 1] })).get('neg')?.values).toEqual([
        -(2 ** 24) - 1,
        2 ** 30 + 1,
      ]);
    });

    test('negate truth values', async () => {
      const graph = graphOf({ a: { shape: [2], type: 'bool' } }, ({ unary }, input) => ({
        not: unary('logicalNot', input('a')),
      }));
      await expectSameResults(graph, { a: [0, 1] });
    });
  });

  describe('functions of two tensors', () => {
    test('broadcast, and agree with the plain backend', async () => {
      await fc.assert(
        fc.asyncProperty(shapePairs, seeds, async ({ left, right }, seed) => {
          const parts = { a: { shape: left }, b: { shape: right } };
          await expectSameResults(binaryGraph(parts), valuesFor(parts, seed), {
            relative: 1e-6,
            absolute: 1e-6,
          });
          // Divisors of 0 are below.
          const names = binaryNames.filter((name) => name !== 'floorDivide');
          const values = valuesFor(parts, seed, coarse);
          await expectSameResults(binaryGraph(parts, names), values, { relative: 1e-6, absolute: 1e-6 });
        }),
        runs,
      );
    });

    test('agree at the ends', async () => {
      const ends = [0, Infinity, -Infinity, 1, -1, 2.5, -2.5, 1e30, -1e-30];
      const pairs = ends.flatMap((left) => ends.map((right) => [left, right] as const));
      const parts = { a: { shape: [pairs.length] }, b: { shape: [pairs.length] } };
      const values = { a: pairs.map(([left]) => left), b: pairs.map(([, right]) => right) };
      // The quotients of TensorFlow.js are of type int32 here, where there is no infinity; and 1 to the power of infinity
      // is 1 in C, but not in JavaScript.
      const names = binaryNames.filter((name) => !['atan2', 'floorDivide', 'modulo', 'power'].includes(name));
      await expectSameResults(binaryGraph(parts, names), values, { relative: 1e-6 });
    });

    test('find the angle all around, of the axes and of the origin too', async () => {
      const points = [0, 1, -1, 1e-20, -1e-20, 1e20].flatMap((x) =>
        [0, 1, -1, 1e-20, -1e20].map((y) => [y, x] as const),
      );
      const parts = { a: { shape: [points.length] }, b: { shape: [points.length] } };
      const values = { a: points.map(([y]) => y), b: points.map(([, x]) => x) };
      // Numbers below 1e-38 are 0 to XLA.
      await expectSameResults(binaryGraph(parts, ['atan2']), values, { relative: 1e-6, absolute: 1e-38 });
    });

    test('are exact on whole numbers, and survive a division by 0', async () => {
      const parts: Parts = { a: { shape: [20], type: 'int32' }, b: { shape: [20], type: 'int32' } };
      const exact = ['add', 'maximum', 'minimum', 'multiply', 'squaredDifference', 'subtract'] as const;
      await expectSameResults(binaryGraph(parts, exact), valuesFor(parts, 0));
      const whole = ['floorDivide', 'modulo'] as const;
      const divisors = Array.from(
        { length: 20 },
        (_, index) => (index % 2 === 0 ? 1 : -1) * (1 + (index % 7)),
      );
      const { a = [] } = valuesFor(parts, 1);
      await expectSameResults(binaryGraph(parts, whole), { a, b: divisors });
      await expect(runXla(binaryGraph(parts, whole), { a, b: divisors.map(() => 0) })).resolves.toBeDefined();
    });
  });

  describe('comparisons and choices', () => {
    const graph = (parts: Parts) =>
      graphOf(parts, ({ compare }, input) =>
        Object.fromEntries(compareNames.map((name) => [name, compare(name, input('a'), input('b'))])),
      );

    test('broadcast, and agree with the plain backend', async () => {
      await fc.assert(
        fc.asyncProperty(shapePairs, seeds, async ({ left, right }, seed) => {
          for (const type of ['float32', 'int32'] as const) {
            const parts = { a: { shape: left, type }, b: { shape: right, type } };
            await expectSameResults(graph(parts), valuesFor(parts, seed, coarse));
          }
        }),
        runs,
      );
    });

    test('agree where there is no number', async () => {
      const some = [Number.NaN, 0, Infinity, -Infinity];
      const pairs = some.flatMap((left) => some.map((right) => [left, right] as const));
      const parts = { a: { shape: [16] }, b: { shape: [16] } };
      await expectSameResults(graph(parts), {
        a: pairs.map(([left]) => left),
        b: pairs.map(([, right]) => right),
      });
    });

    test('combine truth values', async () => {
      const parts: Parts = { a: { shape: [4], type: 'bool' }, b: { shape: [4], type: 'bool' } };
      const both = graphOf(parts, ({ compare, logical }, input) => ({
        and: logical('and', input('a'), input('b')),
        or: logical('or', input('a'), input('b')),
        equal: compare('equal', input('a'), input('b')),
      }));
      await expectSameResults(both, { a: [0, 0, 1, 1], b: [0, 1, 0, 1] });
    });

    test('choose, of every type', async () => {
      await fc.assert(
        fc.asyncProperty(shapePairs, seeds, async ({ left, right }, seed) => {
          for (const type of ['bool', 'float32', 'int32'] as const) {
            const parts: Parts = {
              condition: { shape: left, type: 'bool' },
              a: { shape: right, type },
              b: { shape: right, type },
            };
            const choice = graphOf(parts, ({ select }, input) => ({
              chosen: select(input('condition'), input('a'), input('b')),
            }));
            await expectSameResults(choice, valuesFor(parts, seed, wide));
          }
        }),
        runs,
      );
    });

    test('change types', async () => {
      const types = ['bool', 'float32', 'int32'] as const;
      for (const type of types) {
        const parts: Parts = { a: { shape: [30], type } };
        const casts = graphOf(parts, ({ cast }, input) =>
          Object.fromEntries(types.filter((to) => to !== type).map((to) => [to, cast(input('a'), to)])),
        );
        await expectSameResults(casts, valuesFor(parts, 0, coarse));
      }
    });
  });
});
