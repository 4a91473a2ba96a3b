import { fromBinary } from '@bufbuild/protobuf';
import { required, type Tensor, type TensorRecord, tf } from '@highorder/core';
import { ModelProtoSchema } from 'onnx-buf';
import { beforeAll, describe, expect, test } from 'vitest';
import { record } from '../record/record.ts';
import { freeRowsModel } from './free-rows.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

function exported(compute: (x: Tensor, inputs: TensorRecord) => Tensor) {
  const graphOf = (rows: number) =>
    record((inputs) => ({ y: compute(required(inputs['x'], 'x'), inputs) }), {
      x: { shape: [rows, 2] },
      weight: { shape: [2, 3] },
    });
  const constants = { weight: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const bytes = freeRowsModel({ graphOf, constants, axis: 'rows' });
  return required(fromBinary(ModelProtoSchema, bytes).graph, 'A model has a graph.');
}

describe('a model with free rows', () => {
  test('names its free axis in inputs and outputs, and has parameters as constants', () => {
    const graph = exported((x, { weight }) => tf.matMul(x, required(weight, 'weight')));
    const shapes = [...graph.input, ...graph.output].map(({ name, type }) => {
      const shape = type?.value.case === 'tensorType' ? (type.value.value.shape?.dim ?? []) : [];
      return [name, ...shape.map(({ value }) => String(value.value))];
    });
    expect(shapes).toEqual([
      ['x', 'rows', '2'],
      ['y', 'rows', '3'],
    ]);
    const weight = graph.initializer.find(({ name }) => name === 'weight');
    expect(weight?.dims).toEqual([2n, 3n]);
    expect([...new Float32Array(weight?.rawData.slice().buffer ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('has no number of rows anywhere', () => {
    const graph = exported((x) => {
      const pairs = tf.reshape(tf.concat([x, tf.ones(x.shape)], 1), [-1, 2]);
      return tf.mul(pairs, tf.tile(tf.fill([x.shape[0] ?? 0, 1], 3), [2, 1]));
    });
    const numbers = graph.initializer.flatMap(({ dims, dataType, rawData }) =>
      dataType === 7 ? [...dims, ...new BigInt64Array(rawData.slice().buffer)] : dims,
    );
    for (const rows of [1009n, 1013n])
      expect(numbers.filter((number) => number % rows === 0n && number > 0n)).toEqual([]);
    expect(graph.node[0]).toMatchObject({ opType: 'Shape', input: ['x'], output: ['rows'] });
  });

  test('refuses what depends on the number of rows', () => {
    const message = /The number of rows cannot be left free/;
    expect(() => exported((x) => tf.mul(x, x.shape[0] ?? 0))).toThrow(message);
    expect(() => exported((x) => tf.mul(x, tf.range(0, x.size).reshape(x.shape)))).toThrow(message);
  });
});
