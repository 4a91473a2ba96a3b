import fc from 'fast-check';
import type { Value } from '../../graph/graph.ts';
import { ofEveryType, shapesWithAxes } from './axis-cases.ts';
import type { Fragment, OperationCase, OperationCases } from './operation-case.ts';
import type { Sketch } from './sketch.ts';

type Shaped = typeof shapesWithAxes extends fc.Arbitrary<infer Found> ? Found : never;
type Move = (draw: Sketch, x: Value, random: Shaped & { readonly seed: number }) => Value;

/** A movement of numbers of every type: the same numbers elsewhere. */
function moved(move: Move): OperationCase {
  return {
    fragments: fc.tuple(shapesWithAxes, fc.nat({ max: 100 })).map(
      ([random, seed]): Fragment =>
        (draw) =>
          Object.fromEntries(
            Object.entries(ofEveryType(draw, random.shape)).map(([type, x]) => [
              `of ${type}`,
              move(draw, x, { ...random, seed }),
            ]),
          ),
    ),
  };
}

/** 0, 1 or 2 for each axis. */
const counts = ({ shape, seed }: Readonly<{ shape: readonly number[]; seed: number }>) =>
  shape.map((_, axis) => (axis + seed) % 3);

const row = [2, 1, 0, 3, 4, 5];

/** Numbers elsewhere, and those that a graph brings along. */
export const movementCases = {
  constant: {
    fragments: fc.constant((draw: Sketch) => ({
      float32: draw.graph.constant(
        Float32Array.of(1.5, -0, 3e38, 1e-30, Infinity, Number.NaN),
        [2, 3],
        'float32',
      ),
      int32: draw.graph.constant(
        Int32Array.from(row, (value) => value - 3),
        [3, 2],
        'int32',
      ),
      bool: draw.graph.constant(Uint8Array.of(1, 0, 0, 1), [4], 'bool'),
      single: draw.graph.scalar(-2.25),
    })),
  },
  transpose: moved(({ graph }, x, { permutation }) => graph.transpose(x, permutation)),
  stopGradient: moved(({ graph }, x) => graph.stopGradient(x)),
  reverse: moved(({ graph }, x, { axes }) => graph.reverse(x, axes)),
  tile: moved(({ graph }, x, random) =>
    graph.tile(
      x,
      counts(random).map((count) => count + 1),
    ),
  ),
  pad: moved(({ graph }, x, random) =>
    graph.pad(x, { before: counts(random), after: counts(random).toReversed(), value: 1 }),
  ),
  reshape: moved(({ graph }, x, { shape }) => graph.reshape(x, [...shape, 1].toReversed())),
  broadcast: moved(({ graph }, x, { shape }) => graph.broadcast(x, [2, ...shape])),
  concat: moved((draw, x, { shape, axis }) => {
    const longer = shape.with(axis, Number(shape[axis]) + 2);
    const other = draw.graph.cast(draw.whole(longer), x.type);
    return draw.graph.concat([x, other, x], axis);
  }),
  slice: moved(({ graph }, x, { shape, seed }) => {
    const begin = shape.map((length, axis) => Math.floor(seed / 3 ** axis) % length);
    return graph.slice(
      x,
      begin,
      shape.map((length, axis) => Math.max(1, length - Number(begin[axis]) - (seed % 2))),
    );
  }),
  split: {
    fragments: shapesWithAxes.map(
      ({ shape, axis }): Fragment =>
        (draw) => {
          const length = Number(shape[axis]);
          const longer = shape.with(axis, length + 3);
          const pieces = Object.entries(ofEveryType(draw, longer)).map(([type, x]) =>
            draw.graph
              .split(x, axis, [1, length, 2])
              .map((piece, index): [string, Value] => [`of ${type}, piece ${index}`, piece]),
          );
          return Object.fromEntries(pieces.flat());
        },
    ),
  },
  gather: {
    fragments: fc.tuple(shapesWithAxes, fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 })).map(
      ([{ shape, axis }, chosen]): Fragment =>
        (draw) => {
          const indices = draw.whole(chosen, { from: 0, to: Number(shape[axis]) - 1 });
          return Object.fromEntries(
            Object.entries(ofEveryType(draw, shape)).map(([type, x]) => [
              `of ${type}`,
              draw.graph.gather(x, indices, axis),
            ]),
          );
        },
    ),
  },
  oneHot: {
    fragments: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }).map(
      (shape): Fragment =>
        ({ graph, whole }) => {
          // Also classes that there are not: below 0, and from the depth on.
          const classes = whole(shape, { from: -2, to: 5 });
          return {
            '': graph.oneHot(classes, { depth: 4, onValue: 1, offValue: 0 }),
            'of other values': graph.oneHot(classes, { depth: 4, onValue: 2.5, offValue: -1 }),
          };
        },
    ),
  },
} satisfies OperationCases<
  | 'broadcast'
  | 'concat'
  | 'constant'
  | 'gather'
  | 'oneHot'
  | 'pad'
  | 'reshape'
  | 'reverse'
  | 'slice'
  | 'split'
  | 'stopGradient'
  | 'tile'
  | 'transpose'
>;
