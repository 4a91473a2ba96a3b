import { randomStream, required, sizeOf, type Tensor, type TensorRecord, tf } from '@highorder/core';
import {
  type ElementType,
  type Graph,
  type GraphOperations,
  graphBuilder,
  lowerToSavedModel,
  replay,
  selectBackend,
  type Value,
} from '@highorder/engine';
import { expect } from 'vitest';
import { loadModel } from '../load-model.ts';
import { loadTensorflow } from '../load-tensorflow.ts';

/** An input of a graph; float32 where not said. */
export interface Part {
  readonly shape: readonly number[];
  readonly type?: ElementType;
}

export type Parts = Readonly<Record<string, Part>>;

/** Values of inputs, by name. Truth values as 0 and 1. */
export type Values = Readonly<Record<string, readonly number[]>>;

/** How far results may be apart. */
export interface Closeness {
  readonly relative?: number;
  readonly absolute?: number;
}

/** A graph of operations on inputs; every result is an output. */
export function graphOf(
  parts: Parts,
  compute: (operations: GraphOperations, input: (name: string) => Value) => Readonly<Record<string, Value>>,
): Graph {
  const builder = graphBuilder();
  const inputs = new Map(
    Object.entries(parts).map(([name, { shape, type = 'float32' }]) => [
      name,
      builder.input(name, { shape, type }),
    ]),
  );
  const results = compute(builder.operations, (name) => required(inputs.get(name), name));
  return builder.build(Object.entries(results).map(([name, value]) => ({ name, value })));
}

/** Numbers to fill inputs with: `draw` makes them of uniform ones; whole numbers are between -4 and 4. */
export function valuesFor(parts: Parts, seed: number, draw: (uniform: number) => number = wide): Values {
  const random = randomStream({ seed, purpose: 'lowering' });
  const value = ({ type }: Part): number => {
    const uniform = random.uniform();
    if (type === 'bool') return Math.round(uniform);
    return type === 'int32' ? Math.floor(9 * uniform) - 4 : Math.fround(draw(uniform));
  };
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      Array.from({ length: sizeOf(part.shape) }, () => value(part)),
    ]),
  );
}

/** Of both signs, and of sizes between 1e-3 and 10. */
export function wide(uniform: number): number {
  const size = 10 ** (4 * Math.abs(2 * uniform - 1) - 3);
  return uniform < 0.5 ? -size : size;
}

/** Multiples of a half between -2 and 2, so that many are equal. */
export function coarse(uniform: number): number {
  return (Math.round(8 * uniform) - 4) / 2;
}

/** Checks that a graph gives the same compiled by XLA as operation by operation on the plain backend. */
export async function expectSameResults(
  graph: Graph,
  values: Values,
  { relative = 0, absolute = 0 }: Closeness = {},
): Promise<void> {
  const found = await runXla(graph, values);
  const wanted = runTensors(graph, values);
  for (const { name, value } of graph.outputs) {
    const [left, right] = [required(found.get(name), name), required(wanted.get(name), name)];
    expect([name, left.type, ...left.shape]).toEqual([name, value.type, ...right.shape]);
    right.values.forEach((expected, index) => {
      const actual = Number(left.values[index]);
      const same = actual === expected || (Number.isNaN(actual) && Number.isNaN(expected));
      const close = same || Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
      if (!close) expect(`${name}[${index}]: ${actual}`).toBe(`${name}[${index}]: ${expected}`);
    });
  }
}

/** The outputs of a graph that XLA compiled. */
export async function runXla(graph: Graph, values: Values): Promise<ReadonlyMap<string, Result>> {
  const { bytes, inputs, outputs } = lowerToSavedModel(graph);
  const { exports } = await loadTensorflow(1);
  const model = await loadModel(exports, bytes);
  selectBackend('tensorflow');
  const given = inputs.map(({ name, modelName }, index): [string, Tensor] => {
    const { shape, type } = required(graph.inputs[index], name).value;
    return [modelName, tf.tensor(arrays[type](required(values[name], name)), [...shape], type)];
  });
  const results = model.predict(Object.fromEntries(given));
  const read = outputs.map(({ name, modelName }): [string, Result] => [
    name,
    resultOf(required(results[modelName], name)),
  ]);
  for (const tensor of [...given.map(([, each]) => each), ...Object.values(results)]) tensor.dispose();
  return new Map(read);
}

/** A tensor on the host. */
export interface Result {
  readonly shape: readonly number[];
  readonly type: ElementType;
  readonly values: readonly number[];
}

const arrays: Readonly<
  Record<ElementType, (values: readonly number[]) => Float32Array | Int32Array | Uint8Array>
> = {
  bool: (values) => Uint8Array.from(values),
  float32: (values) => Float32Array.from(values),
  int32: (values) => Int32Array.from(values),
};

function runTensors(graph: Graph, values: Values): ReadonlyMap<string, Result> {
  const results = new Map<string, Result>();
  selectBackend('cpu');
  tf.tidy(() => {
    const inputs: TensorRecord = Object.fromEntries(
      graph.inputs.map(({ name, value: { shape, type } }) => [
        name,
        tf.tensor(arrays[type](required(values[name], name)), [...shape], type),
      ]),
    );
    for (const [name, tensor] of Object.entries(replay(graph, inputs))) results.set(name, resultOf(tensor));
  });
  return results;
}

function resultOf(tensor: Tensor): Result {
  const values = Array.from(tensor.dataSync(), Number);
  return { shape: tensor.shape, type: elementType(tensor.dtype), values };
}

/** Graphs have tensors of these types alone. */
function elementType(type: string): ElementType {
  if (type === 'bool' || type === 'float32' || type === 'int32') return type;
  throw new Error(`A result is of type ${type}.`);
}
