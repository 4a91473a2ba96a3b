import { required } from '@highorder/core';
import fc from 'fast-check';
import { broadcastShapes } from '../graph/broadcast-shapes.ts';
import type { Graph, Value } from '../graph/graph.ts';
import { graphBuilder } from '../graph/graph-builder.ts';
import { type GraphOperations, sizeOfValue } from '../graph/operations.ts';

/** Inputs of every random graph. */
export const randomInputs = {
  matrix: [2, 3],
  square: [3, 3],
  row: [3],
  column: [2, 1],
  single: [],
  flat: [6],
};

/** Chooses from what there is; a step that does not fit gives nothing. */
interface Choice {
  readonly graph: GraphOperations;
  /** One of the values so far. */
  readonly x: Value;
  readonly y: Value;
  /** Any number of at least 0. */
  readonly seed: number;
}

type Step = (choice: Choice) => Value | readonly Value[] | undefined;

const pick = <Item>(items: readonly Item[], seed: number): Item =>
  required(items[seed % items.length], 'There are items to choose from.');

const numbers = [0, 1, -1, 2, 0.5, 3, -0.25];

const steps: readonly Step[] = [
  ({ graph, x, seed }) => graph.unary(pick(['neg', 'abs', 'tanh', 'cos', 'square', 'sigmoid'], seed), x),
  ({ graph, x, y, seed }) =>
    fits(x, y) &&
    graph.binary(pick(['add', 'subtract', 'multiply', 'maximum', 'squaredDifference'], seed), x, y),
  ({ graph, x, y, seed }) =>
    fits(x, y) && graph.binary(pick(['add', 'subtract', 'multiply'], seed), y, graph.unary('neg', x)),
  ({ graph, x, seed }) =>
    graph.binary(pick(['add', 'subtract', 'multiply'], seed), x, graph.scalar(pick(numbers, seed))),
  ({ graph, x, seed }) =>
    graph.binary(pick(['subtract', 'multiply'], seed), graph.scalar(pick(numbers, seed)), x),
  ({ graph, x, seed }) => graph.binary('divide', x, graph.scalar(pick([2, 3, 1, -7], seed))),
  ({ graph, x, y }) => {
    return (
      fits(x, y) && graph.binary('divide', x, graph.binary('add', graph.unary('square', y), graph.scalar(1)))
    );
  },
  ({ graph, x, seed }) => graph.binary('power', x, graph.scalar(pick([0, 1, 2], seed))),
  ({ graph, x }) => graph.binary('multiply', x, x),
  ({ graph, x, y }) => fits(x, y) && graph.select(graph.compare('greater', x, y), x, y),
  ({ graph, x, y }) => fits(x, y) && graph.cast(graph.compare('less', x, y), 'float32'),
  ({ graph, x, seed }) =>
    graph.reduce(pick(['sum', 'mean', 'max'], seed), x, axesOf(x, seed), seed % 2 === 0),
  ({ graph, x, seed }) => turned(graph, x, seed),
  ({ graph, x, seed }) =>
    graph.reshape(x, pick([[sizeOfValue(x)], [1, ...x.shape], [sizeOfValue(x), 1]], seed)),
  ({ graph, x, seed }) =>
    x.shape.length < 3 ? graph.broadcast(x, [pick([1, 2], seed), ...x.shape]) : undefined,
  ({ graph, x }) =>
    graph.tile(
      x,
      x.shape.map((_, axis) => (axis === 0 ? 2 : 1)),
    ),
  ({ graph, x, seed }) => graph.reverse(x, axesOf(x, seed)),
  ({ graph, seed }) => graph.constant(Float32Array.of(0.5, -1, pick(numbers, seed)), [3], 'float32'),
  ({ graph, seed }) => graph.unary('cos', graph.scalar(pick(numbers, seed))),
  ({ graph, x, seed }) => graph.binary('multiply', graph.scalar(pick(numbers, seed)), graph.unary('neg', x)),
  ({ graph, x }) => graph.stopGradient(x),
  ({ graph, x, y, seed }) => joined(graph, x, y, seed),
  ({ graph, x, y }) => joined(graph, x, y, 0, true),
  ({ graph, x, seed }) => cut(graph, x, seed),
  ({ graph, x, seed }) => parts(graph, x, seed),
  ({ graph, x, y, seed }) => product(graph, x, y, seed),
  ({ graph, x, seed }) => product(graph, x, lastTurned(graph, x), seed - (seed % 4)),
  ({ graph, x, seed }) => lastTurned(graph, product(graph, lastTurned(graph, x), x, seed - (seed % 4)) ?? x),
  ({ graph, x, y, seed }) => {
    const result = product(graph, x, y, seed);
    return result && graph.binary('add', result, graph.filled(0.5, [result.shape.at(-1) ?? 1], 'float32'));
  },
];

/** Graphs of a few operations on small tensors, with two outputs. */
export const randomGraphs: fc.Arbitrary<Graph> = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { minLength: 2, maxLength: 14 })
  .map((program) => {
    const builder = graphBuilder();
    const pool = Object.entries(randomInputs).map(([name, shape]) =>
      builder.input(name, { shape, type: 'float32' }),
    );
    for (const [which, first, second, seed] of program) {
      // Rather what was made last than an input.
      const [x, y] = [first, second].map((number) =>
        required(pool.at(-1 - (number % Math.min(pool.length, 7))), 'any'),
      );
      if (x === undefined || y === undefined) continue;
      const made = pick(steps, which)({ graph: builder.operations, x, y, seed });
      if (made) pool.push(...[made].flat());
    }
    return builder.build([
      { name: 'last', value: required(pool.at(-1), 'any') },
      { name: 'before', value: required(pool.at(-2), 'any') },
    ]);
  });

/** True, or undefined: a step that does not fit gives nothing. */
function fits(x: Value, y: Value): true | undefined {
  try {
    broadcastShapes(x.shape, y.shape);
    return true;
  } catch {
    return undefined;
  }
}

function axesOf({ shape }: Value, seed: number): readonly number[] {
  const axes = shape.map((_, axis) => axis).filter((axis) => Math.floor(seed / 2 ** (axis + 1)) % 2 === 0);
  return axes.length === 0 && shape.length > 0 ? [0] : axes;
}

function turned(graph: GraphOperations, x: Value, seed: number): Value {
  const axes = x.shape.map((_, axis) => axis);
  const by = axes.length === 0 ? 0 : seed % axes.length;
  return graph.transpose(x, seed % 3 === 0 ? axes.toReversed() : [...axes.slice(by), ...axes.slice(0, by)]);
}

function lastTurned(graph: GraphOperations, x: Value): Value {
  const rank = x.shape.length;
  const turn = (axis: number): number => (axis < rank - 2 ? axis : 2 * rank - 3 - axis);
  return rank < 2
    ? x
    : graph.transpose(
        x,
        Array.from({ length: rank }, (_, axis) => turn(axis)),
      );
}

function joined(graph: GraphOperations, x: Value, y: Value, seed: number, nested = false): Value | undefined {
  const axis = seed % Math.max(x.shape.length, 1);
  const fit = x.shape.length > 0 && x.shape.length === y.shape.length;
  if (!fit || x.shape.some((length, index) => index !== axis && length !== y.shape[index])) return undefined;
  const inner = graph.concat([x, y], axis);
  return nested ? graph.concat([inner, x], axis) : inner;
}

function cut(graph: GraphOperations, x: Value, seed: number): Value {
  const begin = x.shape.map((length, axis) => Math.floor(seed / 3 ** axis) % length);
  return graph.slice(
    x,
    begin,
    x.shape.map((length, axis) => Math.max(1, length - (begin[axis] ?? 0) - (seed % 2))),
  );
}

function parts(graph: GraphOperations, x: Value, seed: number): readonly Value[] | undefined {
  const axis = seed % Math.max(x.shape.length, 1);
  const length = x.shape[axis] ?? 1;
  if (length < 2) return undefined;
  const made = graph.split(x, axis, [1, length - 1]);
  return seed % 3 === 0 ? [graph.concat(made, axis)] : made;
}

function product(graph: GraphOperations, x: Value, y: Value, seed: number): Value | undefined {
  const [transposeLeft, transposeRight] = [seed % 2 === 1, seed % 4 > 1];
  if (x.shape.length < 2 || x.shape.length !== y.shape.length) return undefined;
  try {
    return graph.matMul(x, y, { transposeLeft, transposeRight });
  } catch {
    return undefined;
  }
}
