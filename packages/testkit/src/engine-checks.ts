import { type Engine, required, tf } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { dispose, type HostArrays, pick, readOf, upload } from './engine-arrays.ts';
import {
  layer,
  lossAndGradient,
  lossOf,
  someArithmetic,
  someOperations,
  trainingStep,
  valuesOf,
} from './engine-example.ts';
import { expectClose } from './expect-close.ts';
import { finiteDifference } from './finite-difference.ts';

/** Makes and opens another engine of the kind under test. */
export type OpenEngine = () => Promise<Engine>;

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

/** Runs a function once; gives its outputs by name. */
async function runOnce(
  engine: Engine,
  compute: Parameters<Engine['compile']>[0],
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
