import {
  type Engine,
  type EngineArrays,
  required,
  type Tensor,
  type TensorRecord,
  tf,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { expectClose } from './expect-close.ts';
import { finiteDifference } from './finite-difference.ts';

/** Makes and opens another engine of the kind under test. */
export type OpenEngine = () => Promise<Engine>;

/** An array as it is given to an engine. */
interface HostArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

type HostArrays = Readonly<Record<string, HostArray>>;
type Compute = (inputs: TensorRecord) => TensorRecord;

/** A layer with two units for three points of the plane, and what it should give. */
const layer: HostArrays = {
  points: { shape: [3, 2], values: [1, -0.5, 0.25, 2, -1.5, 0.75] },
  weight: { shape: [2, 2], values: [0.3, -0.8, 0.6, 0.1] },
  bias: { shape: [2], values: [0.2, -0.4] },
};

/** Results agree with plain float64 arithmetic. */
export async function checkValues(open: OpenEngine): Promise<void> {
  const found = await runOnce(await open(), someOperations, layer);
  for (const [name, values] of Object.entries(someArithmetic())) {
    expectClose(`output "${name}"`, found(name), values, { relative: 2e-5, absolute: 2e-6 });
  }
}

/** Gradients inside a compiled function agree with finite differences in float64. */
export async function checkGradient(open: OpenEngine): Promise<void> {
  const found = await runOnce(await open(), lossAndGradient, layer);
  const weight = valuesOf('weight');
  const slopes = weight.map((value, index) =>
    finiteDifference((at) => lossOf(weight.with(index, at)), value, 1, 0.05),
  );
  expectClose('loss', found('loss'), lossOf(weight), { relative: 2e-5 });
  expectClose('gradient', found('gradient'), slopes, { relative: 1e-4, absolute: 1e-5 });
}

/** Outputs of one call are inputs of the next. Thirty steps of a damped oscillation agree with plain arithmetic. */
export async function checkOutputsFeedInputs(open: OpenEngine): Promise<void> {
  const engine = await open();
  const step = engine.compile((inputs) => {
    const velocity = tf.sub(tf.mul(pick(inputs, 'velocity'), 0.9), tf.mul(pick(inputs, 'place'), 0.2));
    return { velocity, place: tf.add(pick(inputs, 'place'), velocity) };
  });
  let state = upload(engine, {
    place: { shape: [2], values: [1, -0.5] },
    velocity: { shape: [2], values: [0, 0.25] },
  });
  let place = [1, -0.5];
  let velocity = [0, 0.25];
  for (let count = 0; count < 30; count++) {
    const next = await step(state);
    dispose(state);
    state = next;
    velocity = velocity.map((value, axis) => 0.9 * value - 0.2 * Number(place[axis]));
    place = place.map((value, axis) => value + Number(velocity[axis]));
  }
  expectClose('place after 30 steps', readOf(state)('place'), place, { absolute: 1e-5 });
  dispose(state);
}

/** Results follow the values and the names of the inputs, and a later call may have other shapes. */
export async function checkResultsFollowInputs(open: OpenEngine): Promise<void> {
  const engine = await open();
  const difference = engine.compile((inputs) => ({
    result: tf.sub(pick(inputs, 'left'), pick(inputs, 'right')),
  }));
  const resultOf = async (inputs: HostArrays) => {
    const arrays = upload(engine, inputs);
    const outputs = await difference(arrays);
    const values = readOf(outputs)('result');
    dispose(arrays);
    dispose(outputs);
    return values;
  };
  const pair = (values: readonly number[]) => ({ shape: [values.length], values });
  expectClose('5 - 3', await resultOf({ left: pair([5]), right: pair([3]) }), 2);
  expectClose('2 - 8 after 5 - 3', await resultOf({ left: pair([2]), right: pair([8]) }), -6);
  expectClose('7 - 1, named in another order', await resultOf({ right: pair([1]), left: pair([7]) }), 6);
  const longer = await resultOf({ left: pair([1, 2, 3]), right: pair([4, 4, 4]) });
  expectClose('three numbers after one', longer, [-3, -2, -1]);
}

/** Arrays are copies: of what was uploaded, and of what is read. */
export async function checkCopies(open: OpenEngine): Promise<void> {
  const engine = await open();
  const values = Float32Array.of(1, 2, 3);
  const array = engine.upload(values, [3]);
  values[0] = 100;
  expectClose('the array after its source changed', array.read(), [1, 2, 3]);
  array.read()[1] = 100;
  expectClose('the array after what was read from it changed', array.read(), [1, 2, 3]);
  array.dispose();
}

/** An input that is passed through, or a result under two names, gives arrays that live and die by themselves. */
export async function checkOwnOutputs(open: OpenEngine): Promise<void> {
  const engine = await open();
  const pass = engine.compile((inputs) => {
    const sum = tf.add(pick(inputs, 'value'), 1);
    return { same: pick(inputs, 'value'), sum, again: sum };
  });
  const input = engine.upload(Float32Array.of(1, 2), [2]);
  const outputs = await pass({ value: input });
  input.dispose();
  required(outputs['sum'], 'The output "sum" is missing.').dispose();
  const read = readOf(outputs);
  expectClose('what was passed through', read('same'), [1, 2]);
  expectClose('what has two names', read('again'), [2, 3]);
  dispose(outputs);
}

/** Shapes are kept: of scalars and of matrices, in and out. */
export async function checkShapes(open: OpenEngine): Promise<void> {
  const engine = await open();
  const inputs = upload(engine, {
    scalar: { shape: [], values: [2] },
    matrix: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] },
  });
  const outputs = await engine.compile((given) => ({
    scalar: tf.sum(pick(given, 'matrix')),
    matrix: tf.mul(pick(given, 'matrix'), pick(given, 'scalar')),
    turned: tf.transpose(pick(given, 'matrix')),
  }))(inputs);
  const shapes = Object.entries({ ...inputs, ...outputs }).map(([name, { shape }]) => `${name} [${shape}]`);
  const found = shapes.sort().join(' ');
  ensure(found === 'matrix [2,3] scalar [] turned [3,2]', `Shapes should be kept; found ${found}.`);
  expectClose('scalar', readOf(outputs)('scalar'), 21);
  expectClose('turned', readOf(outputs)('turned'), [1, 4, 2, 5, 3, 6]);
  dispose(inputs);
  dispose(outputs);
}

/** No tensor is left over after 50 calls whose outputs are disposed of. Inputs stay valid. */
export async function checkLeaks(open: OpenEngine): Promise<void> {
  const engine = await open();
  const train = engine.compile(trainingStep);
  const inputs = upload(engine, layer);
  dispose(await train(inputs));
  const before = tf.memory().numTensors;
  for (let call = 0; call < 50; call++) dispose(await train(inputs));
  const more = tf.memory().numTensors - before;
  ensure(more === 0, `${more} more tensors are held after 50 calls.`);
  readOf(inputs)('weight');
  dispose(inputs);
}

/** The same calls give the same bits, on the same engine and on another one. */
export async function checkRepeatability(open: OpenEngine): Promise<void> {
  const engine = await open();
  const first = await trainFor(20, engine);
  ensure(sameBits(first, await trainFor(20, engine)), 'The same 20 steps gave other bits the second time.');
  ensure(sameBits(first, await trainFor(20, await open())), 'Another engine of this kind gave other bits.');
}

/** Two engines that take turns do not disturb each other. */
export async function checkTurns(open: OpenEngine): Promise<void> {
  const engines = [await open(), await open()] as const;
  const alone = await trainFor(5, engines[0]);
  const together = await Promise.all(engines.map((engine) => trainFor(5, engine)));
  ensure(
    together.every((weights) => sameBits(weights, alone)),
    'Two engines that take turns give other bits than one alone.',
  );
}

/** The engine says what it is. */
export async function checkDescription(open: () => Engine): Promise<void> {
  const { engine, backend, version } = await open().open();
  ensure(
    [engine, backend, version].every((text) => text.trim() !== ''),
    'A part of the description is empty.',
  );
}

/** Weights after some steps of gradient descent. */
async function trainFor(steps: number, engine: Engine): Promise<Float32Array> {
  const train = engine.compile(trainingStep);
  let state = upload(engine, layer);
  for (let step = 0; step < steps; step++) {
    const next = { ...state, ...(await train(state)) };
    required(state['weight'], 'The input "weight" is missing.').dispose();
    state = next;
  }
  const weight = readOf(state)('weight');
  dispose(state);
  return weight;
}

function trainingStep(inputs: TensorRecord): TensorRecord {
  const { gradient } = lossAndGradient(inputs);
  return { weight: tf.sub(pick(inputs, 'weight'), tf.mul(gradient, 0.1)) };
}

function lossAndGradient(inputs: TensorRecord): { readonly loss: Tensor; readonly gradient: Tensor } {
  const loss = (weight: Tensor) => tf.mean(tf.square(outputsOf(inputs, weight)));
  const { value, grads } = tf.valueAndGrads(loss)([pick(inputs, 'weight')]);
  return { loss: value, gradient: required(grads[0], 'There is no gradient.') };
}

function outputsOf(inputs: TensorRecord, weight: Tensor): Tensor {
  return tf.tanh(tf.add(tf.matMul(pick(inputs, 'points'), weight), pick(inputs, 'bias')));
}

/** `lossAndGradient` without the gradient, in float64. */
function lossOf(weight: readonly number[]): number {
  const outputs = hiddenOnHost(weight);
  return outputs.reduce((sum, value) => sum + value * value, 0) / outputs.length;
}

function hiddenOnHost(weight: readonly number[]): readonly number[] {
  const points = valuesOf('points');
  const bias = valuesOf('bias');
  return points.map((_, index) => {
    const unit = index % 2;
    const [x, y] = [Number(points[index - unit]), Number(points[index - unit + 1])];
    return Math.tanh(x * Number(weight[unit]) + y * Number(weight[2 + unit]) + Number(bias[unit]));
  });
}

function someOperations(inputs: TensorRecord): TensorRecord {
  const hidden = outputsOf(inputs, pick(inputs, 'weight'));
  const [first, second] = tf.split(hidden, 2, 1);
  const left = required(first, 'A split in two has a first piece.');
  const right = required(second, 'A split in two has a second piece.');
  return {
    hidden,
    swapped: tf.concat([right, left], 1),
    ratio: tf.div(tf.exp(left), tf.sqrt(tf.add(tf.square(right), 1))),
    rowSums: tf.sum(hidden, 1),
    mean: tf.mean(hidden),
    waves: tf.sub(tf.sin(left), tf.cos(right)),
    smooth: tf.mul(hidden, tf.sigmoid(hidden)),
    larger: tf.maximum(left, right),
  };
}

/** `someOperations` in float64, row by row. */
function someArithmetic(): Readonly<Record<string, readonly number[]>> {
  const hidden = hiddenOnHost(valuesOf('weight'));
  const rows = [0, 2, 4].map((start) => ({ left: Number(hidden[start]), right: Number(hidden[start + 1]) }));
  return {
    hidden,
    swapped: rows.flatMap(({ left, right }) => [right, left]),
    ratio: rows.map(({ left, right }) => Math.exp(left) / Math.hypot(right, 1)),
    rowSums: rows.map(({ left, right }) => left + right),
    mean: [hidden.reduce((sum, value) => sum + value, 0) / 6],
    waves: rows.map(({ left, right }) => Math.sin(left) - Math.cos(right)),
    smooth: hidden.map((value) => value / (1 + Math.exp(-value))),
    larger: rows.map(({ left, right }) => Math.max(left, right)),
  };
}

/** The tensor of that name. */
export function pick(inputs: TensorRecord, name: string): Tensor {
  return required(inputs[name], `The function was not given "${name}".`);
}

function valuesOf(name: string): readonly number[] {
  return required(layer[name], `The layer has no "${name}".`).values;
}

function upload(engine: Engine, arrays: HostArrays): EngineArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [
      name,
      engine.upload(Float32Array.from(values), shape),
    ]),
  );
}

function dispose(arrays: EngineArrays): void {
  for (const array of Object.values(arrays)) array.dispose();
}

function readOf(arrays: EngineArrays): (name: string) => Float32Array {
  return (name) => required(arrays[name], `The array "${name}" is missing.`).read();
}

/** Runs a function once; gives its outputs by name. */
async function runOnce(
  engine: Engine,
  compute: Compute,
  inputs: HostArrays,
): Promise<(name: string) => Float32Array> {
  const arrays = upload(engine, inputs);
  const outputs = await engine.compile(compute)(arrays);
  const values = new Map(Object.entries(outputs).map(([name, array]) => [name, array.read()]));
  dispose(arrays);
  dispose(outputs);
  return (name) => required(values.get(name), `The output "${name}" is missing.`);
}

function sameBits(left: Float32Array, right: Float32Array): boolean {
  return left.length === right.length && left.every((value, index) => Object.is(value, right[index]));
}
