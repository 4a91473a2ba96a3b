import { randomStream, sizeOf } from '@highorder/core';
import type { ElementType, Value } from '../../graph/graph.ts';
import { graphBuilder } from '../../graph/graph-builder.ts';
import { constantArray, type GraphOperations } from '../../graph/operations.ts';
import type { Example } from './bench.ts';

/** An input of given numbers. Whole numbers and truth values (0 and 1) are handed over as float32, and cast. */
export interface Given {
  readonly numbers: readonly number[];
  /** A row where not said. */
  readonly shape?: readonly number[];
  readonly type?: ElementType;
}

/** A graph in the making, with numbers for its inputs. */
export interface Sketch {
  readonly graph: GraphOperations;
  given(input: Given): Value;
  /** Numbers of both signs, of sizes between 1e-3 and 10. */
  wide(shape: readonly number[]): Value;
  /** Multiples of a half between -2 and 2, so that many are equal. */
  coarse(shape: readonly number[]): Value;
  /** Whole numbers of an interval, ends included; from -4 to 4 where not said. */
  whole(shape: readonly number[], interval?: Readonly<Record<'from' | 'to', number>>): Value;
  truth(shape: readonly number[]): Value;
  /** Makes values outputs, under names that begin with `prefix`. */
  output(prefix: string, values: Readonly<Record<string, Value>>): void;
  /** The graph as it is now. */
  done(): Example;
}

/** Begins a graph; the numbers that it draws follow from the seed. */
export function sketch(seed = 0): Sketch {
  const builder = graphBuilder();
  const random = randomStream({ seed, purpose: 'conformance' });
  const numbers: Record<string, readonly number[]> = {};
  const outputs = new Map<string, Value>();
  const given: Sketch['given'] = ({ numbers: values, shape = [values.length], type = 'float32' }) => {
    const name = `input ${Object.keys(numbers).length}`;
    numbers[name] = values;
    return builder.operations.cast(builder.input(name, { shape, type: 'float32' }), type);
  };
  const drawn =
    (draw: (uniform: number) => number, type: ElementType = 'float32') =>
    (shape: readonly number[]): Value =>
      given({ shape, type, numbers: Array.from({ length: sizeOf(shape) }, () => draw(random.uniform())) });
  return {
    graph: builder.operations,
    given,
    wide: drawn(wide),
    coarse: drawn(coarse),
    truth: drawn(Math.round, 'bool'),
    whole: (shape, { from, to } = { from: -4, to: 4 }) =>
      drawn((uniform) => from + Math.floor((to - from + 1) * uniform), 'int32')(shape),
    output(prefix, values) {
      for (const [name, value] of Object.entries(values)) {
        outputs.set(`${prefix} ${name}`.trim(), asFloats(builder.operations, value));
      }
    },
    done: () => ({
      graph: builder.build(Array.from(outputs, ([name, value]) => ({ name, value }))),
      numbers,
    }),
  };
}

function wide(uniform: number): number {
  const size = 10 ** (4 * Math.abs(2 * uniform - 1) - 3);
  return Math.fround(uniform < 0.5 ? -size : size);
}

function coarse(uniform: number): number {
  return (Math.round(8 * uniform) - 4) / 2;
}

/**
 * Executors give numbers alone, without shape and type. So a result is joined to zeros of the shape and the type that
 * it should have, with which no other fits.
 */
function asFloats(graph: GraphOperations, value: Value): Value {
  const { shape, type } = value;
  // A constant, not a number that is broadcast: that might be wrong as well.
  const zeros = graph.constant(constantArray(new Array<number>(sizeOf(shape)).fill(0), type), shape, type);
  if (shape.length > 0) return graph.cast(graph.concat([value, zeros], 0), 'float32');
  return graph.cast(graph.select(graph.scalar(1, 'bool'), value, zeros), 'float32');
}
