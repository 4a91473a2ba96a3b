import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locatedOf, plainOf } from './located.ts';
import { mergeNodes } from './merge.ts';
import type { Origin } from './origin.ts';

const origin: Origin = { type: 'default', owner: 'test' };

function merge(...values: readonly unknown[]): unknown {
  return plainOf(values.map((value) => locatedOf(value, origin)).reduce(mergeNodes));
}

describe('merging', () => {
  test('goes into maps and replaces lists and scalars', () => {
    expect(merge({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3] }, d: { e: 2 } })).toEqual({
      a: { b: 1, c: [3] },
      d: { e: 2 },
    });
  });

  test('drops the options of a component that another one replaces', () => {
    expect(merge({ path: { use: 'vp-ode', a: 1 } }, { path: { use: 'cubic' } })).toEqual({
      path: { use: 'cubic' },
    });
  });

  test('keeps them where the same component is named again, or none', () => {
    expect(merge({ use: 'vp-ode', a: 1 }, { use: 'vp-ode', b: 2 })).toEqual({ use: 'vp-ode', a: 1, b: 2 });
    expect(merge({ use: 'vp-ode', a: 1 }, { b: 2 })).toEqual({ use: 'vp-ode', a: 1, b: 2 });
  });

  test('keeps the origin of every part', () => {
    const below = locatedOf({ a: 1, b: 1 }, origin);
    const above: Origin = { type: 'command-line', argument: 'b=2', column: 3 };
    expect(mergeNodes(below, locatedOf({ b: 2 }, above))).toMatchObject({
      entries: new Map([
        ['a', { key: origin, node: { type: 'scalar', value: 1, origin } }],
        ['b', { key: above, node: { type: 'scalar', value: 2, origin: above } }],
      ]),
    });
  });
});

// Few names, so that trees overlap; each name always holds the same sort of value, and none is `use`.
const tree = fc.letrec<{ map: unknown }>((tie) => ({
  map: fc.oneof(
    { maxDepth: 3 },
    fc.record({ number: fc.integer(), list: fc.array(fc.integer()) }, { requiredKeys: [] }),
    fc.record({ number: fc.integer(), a: tie('map'), b: tie('map') }, { requiredKeys: [] }),
  ),
}));

describe('laws of merging', () => {
  test('grouping does not matter', () => {
    fc.assert(
      fc.property(tree.map, tree.map, tree.map, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
      { seed: 1 },
    );
  });

  test('a tree laid over itself, or over nothing, is itself', () => {
    fc.assert(
      fc.property(tree.map, (a) => {
        expect(merge(a, a)).toEqual(a);
        expect(merge({}, a)).toEqual(a);
        expect(merge(a, {})).toEqual(a);
      }),
      { seed: 2 },
    );
  });
});
