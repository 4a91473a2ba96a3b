import { required, stopGradient, type Tensor, type TensorRecord, tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import type { Graph } from '../graph/graph.ts';
import { replay } from '../replay/replay.ts';
import { withOrigin } from './origin.ts';
import { record } from './record.ts';
import { recordToRun } from './record-to-run.ts';
import { UnsupportedOperation } from './recording-error.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const pick = (tensors: TensorRecord, name: string): Tensor => required(tensors[name], `no ${name}`);

const vector = { x: { shape: [3] } };

test('operations become nodes, and nothing is computed', () => {
  const graph = record(({ x }) => ({ y: tf.tanh(tf.add(required(x, 'x'), 1)) }), vector);
  expect(graph.inputs.map(({ name }) => name)).toEqual(['x']);
  expect(graph.nodes.map(({ operation }) => operation.kind)).toEqual(['constant', 'binary', 'unary']);
  expect(graph.outputs.map(({ name, value }) => [name, value.shape, value.type])).toEqual([
    ['y', [3], 'float32'],
  ]);
});

test('gradients, tidy, keep and custom gradients work as always', () => {
  const tripled = tf.customGrad((x) => ({
    value: tf.mul(
      tf.tidy(() => tf.keep(tf.mul(x as Tensor, 1))),
      2,
    ),
    gradFunc: (dy: Tensor) => tf.mul(dy, 3),
  }));
  const compute = (inputs: TensorRecord) => {
    const { value, grad } = tf.valueAndGrad((x) => tf.sum(tf.square(tripled(x))))(pick(inputs, 'x'));
    return { value, grad };
  };
  const graph = record(compute, vector);
  const x = tf.tensor1d([1, -2, 0.5]);
  const [recorded, eager] = [replay(graph, { x }), compute({ x })];
  expect(pick(recorded, 'grad').arraySync()).toEqual(pick(eager, 'grad').arraySync());
  expect(pick(recorded, 'value').arraySync()).toEqual(pick(eager, 'value').arraySync());
});

test('the backend of before is selected afterwards, also where the function throws', () => {
  record((inputs) => ({ y: tf.neg(pick(inputs, 'x')) }), vector);
  expect(tf.getBackend()).toBe('cpu');
  expect(() =>
    record(() => {
      throw new TypeError('mine');
    }, vector),
  ).toThrow('A tensor operation failed: mine');
  expect(tf.getBackend()).toBe('cpu');
  expect(tf.engine().registryFactory).not.toHaveProperty('highorder-recorder');
});

test('a tensor of another backend becomes a constant and stays where it is', () => {
  const kept = tf.tensor1d([1, 2, 3]);
  const before = tf.memory().numTensors;
  const graph = record((inputs) => ({ y: tf.mul(pick(inputs, 'x'), kept) }), vector);
  expect(tf.memory().numTensors).toBe(before);
  expect(kept.arraySync()).toEqual([1, 2, 3]);
  expect(graph.nodes[0]?.operation).toEqual({ kind: 'constant', values: Float32Array.of(1, 2, 3) });
});

test('truth A: a stop of gradients is an operation, and is gone from a graph that is only run', () => {
  const compute = (inputs: TensorRecord) => ({
    y: tf.mul(
      pick(inputs, 'x'),
      stopGradient(() => tf.neg(pick(inputs, 'x'))),
    ),
  });
  const kinds = ({ nodes }: Graph) => nodes.map(({ operation }) => operation.kind);
  expect(kinds(record(compute, vector))).toEqual(['constant', 'unary', 'stopGradient', 'binary']);
  expect(kinds(recordToRun(compute, vector))).toEqual(['constant', 'unary', 'binary']);
  const gradient = tf.grad((x) => tf.sum(pick(replay(record(compute, vector), { x }), 'y')));
  expect(Array.from(gradient(tf.tensor1d([1, 2, 3])).dataSync())).toEqual([-1, -2, -3]);
});

test('constants of one number in every place are a scalar, and equal scalars are one', () => {
  const graph = record((inputs) => {
    const x = pick(inputs, 'x');
    return { y: tf.add(tf.mul(x, 2), tf.mul(tf.fill([3], 2), tf.zerosLike(x))) };
  }, vector);
  const constants = graph.nodes.filter(({ operation }) => operation.kind === 'constant');
  expect(constants.map(({ outputs }) => outputs[0]?.shape)).toEqual([[], []]);
});

test('what is constant may be read', () => {
  const graph = record((inputs) => {
    const [first = 0] = tf.fill([2], 4).dataSync();
    return { y: tf.mul(pick(inputs, 'x'), first) };
  }, vector);
  expect(replay(graph, { x: tf.ones([3]) })['y']?.arraySync()).toEqual([4, 4, 4]);
});

test('nodes bear the name of who asked for them', () => {
  const graph = record(
    (inputs) => ({
      y: withOrigin('loss/matching', () => withOrigin('head/mlp', () => tf.neg(pick(inputs, 'x')))),
    }),
    vector,
  );
  expect(graph.nodes.map(({ origin }) => origin)).toEqual(['loss/matching > head/mlp']);
});

test('nodes of a gradient bear the name of what is differentiated', () => {
  const head = (x: Tensor) => withOrigin('head/mine', () => tf.tanh(x));
  const graph = record((inputs) => {
    const slope = tf.grad((x) => withOrigin('loss/mine', () => tf.sum(tf.square(head(x)))))(
      pick(inputs, 'x'),
    );
    return { y: tf.neg(slope) };
  }, vector);
  const origins = graph.nodes.map(({ origin, operation }) => [
    'name' in operation ? operation.name : operation.kind,
    origin,
  ]);
  expect(origins).toEqual(
    expect.arrayContaining([
      ['tanh', 'loss/mine > head/mine'],
      ['sum', 'loss/mine'],
      ['subtract', 'loss/mine > head/mine > gradient'],
      ['neg', ''],
    ]),
  );
});

test.each([
  ['dataSync', (x: Tensor) => x.dataSync()],
  ['arraySync', (x: Tensor) => x.arraySync()],
  ['print', (x: Tensor) => x.print()],
  ['data, not awaited', (x: Tensor) => void x.data().catch(() => undefined)],
])('reading by %s is refused', (_, read) => {
  const reading = () =>
    record((inputs) => {
      const y = withOrigin('head/mine', () => {
        const sum = tf.add(pick(inputs, 'x'), 1);
        read(sum);
        return sum;
      });
      return { y };
    }, vector);
  expect(reading).toThrow(
    /^head\/mine at .*record\.test\.ts:\d+: The value of a tensor of shape \[3\] was read inside of a compiled function, where none has a value yet\.\n {2}Expected: tf operations alone: .*\n {2}Way out: Choose with tf\.where, /,
  );
});

test('an unknown kernel names itself, the plugin and the line', () => {
  let caught: unknown;
  try {
    record((inputs) => ({ y: withOrigin('head/mine', () => tf.topk(pick(inputs, 'x')).values) }), vector);
  } catch (error) {
    caught = error;
  }
  if (!(caught instanceof UnsupportedOperation)) throw new Error('It was refused.', { cause: caught });
  expect([caught.kernel, caught.origin]).toEqual(['TopK', 'head/mine']);
  expect(caught.message).toMatch(
    /^head\/mine at .*record\.test\.ts:\d+: The operation TopK of TensorFlow\.js cannot be part of a compiled function\.\n {2}Way out: Write it with other tf operations, or choose an engine that runs operation by operation: engine=eager\.$/,
  );
});

test('a kernel that the tensor library does not know is named, too', () => {
  const custom = () => withOrigin('head/mine', () => tf.engine().runKernel('MyKernel', {}) as Tensor);
  expect(() => record(() => ({ y: custom() }), vector)).toThrow(UnsupportedOperation);
  expect(() => record(() => ({ y: custom() }), vector)).toThrow('head/mine: The operation MyKernel of');
});

test('tensors of another recording, strings and promises are refused', () => {
  let leaked: Tensor | undefined;
  record((inputs) => ({ y: (leaked = tf.keep(tf.neg(pick(inputs, 'x')))) }), vector);
  expect(() => record(() => ({ y: tf.neg(required(leaked, 'kept')) }), vector)).toThrow(
    'A tensor of shape [3] comes from another compiled function and has no value here.',
  );
  expect(() => record(() => ({ y: tf.tensor(['a']) }), vector)).toThrow(
    'Tensors of type string cannot be part',
  );
  const later = (async (inputs: TensorRecord) => inputs) as unknown as (inputs: TensorRecord) => TensorRecord;
  expect(() => record(later, vector)).toThrow('at least one, and no promise');
});

test('one recording may start inside of another', () => {
  const outer = record((inputs) => {
    const inner = record((inside) => ({ y: tf.square(pick(inside, 'x')) }), vector);
    return { y: pick(replay(inner, { x: pick(inputs, 'x') }), 'y') };
  }, vector);
  expect(replay(outer, { x: tf.tensor1d([1, 2, 3]) })['y']?.arraySync()).toEqual([1, 4, 9]);
});
