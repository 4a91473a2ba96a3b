import {
  type HeadInputName,
  type HeadInputs,
  type OrderHead,
  type Parameters,
  type ParameterSpec,
  randomStream,
  sizeOf,
  type Tensor,
  type Tensor2D,
  tf,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { columnOf, firstNotFinite, normalTensor, sameBits, valuesOf } from './example-tensors.ts';
import { expectClose } from './expect-close.ts';
import { expectGradient } from './expect-gradient.ts';

const ROWS = 6;
const everyInput = ['x', 't', 'd', 'lower'] as const satisfies readonly HeadInputName[];

/** Orders ascend from at least 1; it sees something, each thing once, and no lower order where there is none. */
export function checkHeadFacts(head: OrderHead): void {
  const { orders, sees } = head;
  const ascending = orders.every((order, index) => index === 0 || order > Number(orders[index - 1]));
  ensure(
    orders.length > 0 && ascending && orders.every((order) => Number.isInteger(order) && order >= 1),
    `Orders [${orders.join(', ')}] do not ascend from at least 1.`,
  );
  ensure(sees.length > 0, 'It sees nothing.');
  ensure(new Set(sees).size === sees.length, `It sees something twice: ${sees.join(', ')}.`);
  ensure(
    lowestOrder(head) > 1 || !sees.includes('lower'),
    'It predicts order 1 and claims to see "lower": there is no order below.',
  );
}

/** First values fill their shapes, are finite, follow the stream and differ with its seed. */
export function checkInitialValues(head: OrderHead, dimension: number): void {
  const specs = head.parameters(dimension);
  const names = specs.map(({ name }) => name);
  ensure(new Set(names).size === names.length, `Two parameters share a name: ${names.join(', ')}.`);
  for (const spec of specs) {
    const values = initialValues(spec, 1);
    const size = sizeOf(spec.shape);
    ensure(values.length === size, `${spec.name}: ${values.length} first values for ${size} places.`);
    ensure(firstNotFinite(values) === undefined, `${spec.name}: a first value is ${firstNotFinite(values)}.`);
    expectClose(`${spec.name}, made again from the same stream`, initialValues(spec, 1), values, {
      absolute: 0,
    });
  }
  const seeded = specs.some((spec) => {
    const other = initialValues(spec, 2);
    return initialValues(spec, 1).some((value, index) => value !== other[index]);
  });
  ensure(seeded, 'Two seeds give the same first values.');
}

/** One output an order, each [rows, dimension], finite, also for one row and at t = d = 0. */
export function checkOutputShapes(head: OrderHead, dimension: number): void {
  const parameters = firstParameters(head, dimension);
  const atZero = { ...exampleInputs(head, dimension), t: zeros(), d: zeros() };
  const cases = {
    [`${ROWS} rows`]: exampleInputs(head, dimension),
    'one row': oneRow(exampleInputs(head, dimension), 0),
    't = d = 0': atZero,
  };
  for (const [name, inputs] of Object.entries(cases)) {
    const outputs = head.predict(parameters, inputs);
    ensure(
      outputs.length === head.orders.length,
      `${name}: ${outputs.length} outputs for ${head.orders.length} orders.`,
    );
    outputs.forEach((output, index) => {
      const what = `${name}: the output of order ${head.orders[index]}`;
      const expected = [inputs.x.shape[0], dimension];
      ensure(
        output.shape.join() === expected.join(),
        `${what} has shape [${output.shape.join(', ')}], expected [${expected.join(', ')}].`,
      );
      const bad = firstNotFinite(output.dataSync());
      ensure(bad === undefined, `${what} is ${bad} somewhere.`);
    });
  }
}

/** Equal inputs give equal bits, and rows do not see each other. */
export function checkRowsApart(head: OrderHead, dimension: number): void {
  const parameters = firstParameters(head, dimension);
  const inputs = exampleInputs(head, dimension);
  const together = head.predict(parameters, inputs);
  head.predict(parameters, inputs).forEach((output, index) => {
    ensure(sameBits(output, together[index] as Tensor2D), 'The same inputs give other outputs.');
  });
  for (let row = 0; row < ROWS; row++) {
    head.predict(parameters, oneRow(inputs, row)).forEach((alone, index) => {
      const among = tf.slice(together[index] as Tensor2D, [row, 0], [1, dimension]);
      const tolerance = { relative: 1e-4, absolute: 1e-4 * largest(together[index] as Tensor2D) };
      expectClose(`row ${row} alone against the batch`, valuesOf(alone), valuesOf(among), tolerance);
    });
  }
}

/** The output depends on each input in `sees`, on every lower order if those are seen, and on nothing else. */
export function checkSees(head: OrderHead, dimension: number): void {
  const parameters = firstParameters(head, dimension);
  const inputs = exampleInputs(head, dimension);
  const before = head.predict(parameters, inputs);
  for (const name of everyInput) {
    for (const { what, changed } of perturbed(inputs, name)) {
      head.predict(parameters, changed).forEach((after, index) => {
        const order = head.orders[index];
        const differs = !sameBits(after, before[index] as Tensor2D);
        ensure(
          !differs || head.sees.includes(name),
          `Order ${order} depends on ${what}, which \`sees\` lacks.`,
        );
        ensure(
          differs || !head.sees.includes(name),
          `Order ${order} does not depend on ${what}, though it sees it.`,
        );
      });
    }
  }
}

/** It reads the parameters that it declares: all of them and no others, and each has an effect. */
export function checkParametersUsed(head: OrderHead, dimension: number): void {
  const parameters = firstParameters(head, dimension);
  const inputs = exampleInputs(head, dimension);
  const read = new Set<string>();
  const watched = new Proxy(parameters, {
    get(target, name) {
      ensure(
        Object.hasOwn(target, name),
        `It reads the parameter "${String(name)}", which it does not declare.`,
      );
      read.add(String(name));
      return target[String(name)];
    },
  });
  const before = head.predict(watched, inputs);
  for (const name of Object.keys(parameters)) {
    ensure(read.has(name), `It declares the parameter "${name}" and does not read it.`);
    const moved = {
      ...parameters,
      [name]: tf.add(parameters[name] as Tensor, moveLike(parameters[name] as Tensor)),
    };
    const after = head.predict(moved, inputs);
    ensure(
      after.some((output, index) => !sameBits(output, before[index] as Tensor2D)),
      `The parameter "${name}" has no effect.`,
    );
  }
}

/** Gradients of a random projection of the outputs to each parameter and to x, t, d are those of differences. */
export function checkHeadGradient(head: OrderHead, dimension: number): void {
  const { lower, ...inputs } = exampleInputs(head, dimension);
  const parameters = firstParameters(head, dimension);
  head.orders.forEach((order, index) => {
    const weights = normalTensor(`projection/${order}`, ROWS, dimension);
    const size = largest(head.predict(parameters, { ...inputs, lower })[index] as Tensor2D);
    expectGradient(
      `order ${order}`,
      ({ 'input x': x, 'input t': t, 'input d': d, ...rest }) => {
        const at = { x: x as Tensor2D, t: t as Tensor2D, d: d as Tensor2D, lower };
        const output = head.predict(rest, at)[index] as Tensor2D;
        return tf.div(tf.sum(tf.mul(output, weights)), size);
      },
      { ...parameters, 'input x': inputs.x, 'input t': inputs.t, 'input d': inputs.d },
    );
  });
}

function lowestOrder({ orders }: OrderHead): number {
  return Math.min(...orders);
}

function initialValues(spec: ParameterSpec, seed: number): Float64Array {
  return spec.initial(randomStream({ seed, purpose: `head/${spec.name}` }));
}

/** First values, with a little noise so that no bias is 0. */
export function firstParameters(head: OrderHead, dimension: number): Parameters {
  return Object.fromEntries(
    head.parameters(dimension).map((spec) => {
      const noise = randomStream({ seed: 3, purpose: `noise/${spec.name}` });
      const values = initialValues(spec, 1).map((value) => value + 0.1 * noise.normal());
      return [spec.name, tf.tensor(Float32Array.from(values), [...spec.shape])];
    }),
  );
}

/** Inputs for six rows. */
export function exampleInputs(head: OrderHead, dimension: number): HeadInputs {
  const fractions = Array.from({ length: ROWS }, (_, row) => (row + 0.5) / ROWS);
  return {
    x: normalTensor('x', ROWS, dimension),
    t: columnOf(fractions),
    d: columnOf(fractions.map((t) => (1 - t) / 3)),
    lower: Array.from({ length: lowestOrder(head) - 1 }, (_, index) =>
      tf.mul(normalTensor(`lower/${index + 1}`, ROWS, dimension), 5 ** index),
    ),
  };
}

function zeros(): Tensor2D {
  return tf.zeros([ROWS, 1]);
}

function oneRow({ x, t, d, lower }: HeadInputs, row: number): HeadInputs {
  const only = (whole: Tensor2D) => tf.slice(whole, [row, 0], [1, Number(whole.shape[1])]);
  return { x: only(x), t: only(t), d: only(d), lower: lower.map(only) };
}

function perturbed(inputs: HeadInputs, name: HeadInputName) {
  if (name !== 'lower') {
    return [
      { what: name, changed: { ...inputs, [name]: tf.add<Tensor2D>(inputs[name], moveLike(inputs[name])) } },
    ];
  }
  return inputs.lower.map((_, moved) => ({
    what: `lower (order ${moved + 1})`,
    changed: {
      ...inputs,
      lower: inputs.lower.map((output, index) =>
        index === moved ? tf.add<Tensor2D>(output, tf.mul(moveLike(output), 5 ** index)) : output,
      ),
    },
  }));
}

/** A move of size one in every entry, in mixed directions, so that a rectifier cannot hide it in all rows. */
function moveLike(tensor: Tensor): Tensor {
  const random = randomStream({ seed: 5, purpose: 'move' });
  return tf.tensor(
    Float32Array.from({ length: tensor.size }, () => random.normal()),
    tensor.shape,
  );
}

function largest(tensor: Tensor): number {
  return Math.max(...tensor.dataSync().map(Math.abs), 1e-6);
}
