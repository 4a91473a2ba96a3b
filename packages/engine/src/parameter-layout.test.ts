import {
  type OrderHead,
  normalParameter,
  required,
  type Tensor1D,
  tf,
  uniformParameter,
  zeroParameter,
} from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import { joinTensors } from './join-tensors.ts';
import { initialParameters, parameterLayout, splitParameters } from './parameter-layout.ts';

const wide: Pick<OrderHead, 'parameters'> = {
  parameters: (dimension) => [
    normalParameter('weight', [dimension, 3], 1),
    zeroParameter('bias', [3]),
    uniformParameter('gain', [], 2),
  ],
};
const narrow: Pick<OrderHead, 'parameters'> = {
  parameters: (dimension) => [normalParameter('weight', [dimension, 1], 1)],
};

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

test('parameters lie head by head, without gaps', () => {
  const layout = parameterLayout([wide, narrow], 2);
  expect(layout.slots.map(({ name, offset, size }) => [name, offset, size])).toEqual([
    ['heads.0.weight', 0, 6],
    ['heads.0.bias', 6, 3],
    ['heads.0.gain', 9, 1],
    ['heads.1.weight', 10, 2],
  ]);
  expect([layout.size, layout.heads]).toEqual([12, 2]);
});

test('each parameter has a stream of its own, named by itself and the seed', () => {
  const both = initialParameters(parameterLayout([wide, narrow], 2), 7);
  const one = initialParameters(parameterLayout([wide], 2), 7);
  expect(both.slice(0, 10)).toEqual(one);
  expect(both.slice(6, 9)).toEqual(new Float32Array(3));
  // Equal specifications in different places, and equal places under another seed, start differently.
  expect(both.slice(10)).not.toEqual(both.slice(0, 2));
  expect(initialParameters(parameterLayout([wide], 2), 8).slice(0, 6)).not.toEqual(one.slice(0, 6));
});

test('splitting gives each head its parameters by name, and joining them gives the vector back', () => {
  const layout = parameterLayout([wide, narrow], 2);
  const flat: Tensor1D = tf.range(0, 12);
  const [first, second] = splitParameters(flat, layout);
  expect(first?.['weight']?.arraySync()).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(first?.['gain']?.arraySync()).toBe(9);
  expect(second?.['weight']?.arraySync()).toEqual([[10], [11]]);
  const joined = joinTensors([first, second].flatMap((head) => Object.values(required(head, 'a head'))));
  expect(joined.arraySync()).toEqual(flat.arraySync());
});

test('gradients reach the flat vector, zeros where a parameter is unused', () => {
  const layout = parameterLayout([wide, narrow], 2);
  const slope = tf.grad((flat) => {
    const [, second] = splitParameters(tf.reshape(flat, [12]), layout);
    return tf.sum(tf.square(required(second?.['weight'], 'a weight')));
  })(tf.range(0, 12));
  expect(slope.arraySync()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 22]);
});

test('heads without parameters are allowed', () => {
  const layout = parameterLayout([{ parameters: () => [] }], 2);
  expect(initialParameters(layout, 0)).toEqual(new Float32Array(0));
  expect(splitParameters(tf.zeros([0]), layout)).toEqual([{}]);
});

test('names, lengths and initial values are checked', () => {
  const twins = { parameters: () => [zeroParameter('bias', [1]), zeroParameter('bias', [1])] };
  expect(() => parameterLayout([narrow, twins], 2)).toThrow(
    'heads.1.bias: Two parameters of a head have this name.',
  );
  const short = { parameters: () => [{ name: 'w', shape: [2, 2], initial: () => new Float64Array(3) }] };
  expect(() => initialParameters(parameterLayout([short], 2), 0)).toThrow(
    'heads.0.w: Its initial values are 3 numbers.\n  Expected: 4, which fill its shape [2,2]',
  );
  expect(() => splitParameters(tf.zeros([3]), parameterLayout([narrow], 2))).toThrow(
    'A flat vector of 3 numbers does not fit the parameters.\n  Expected: 2 numbers',
  );
  expect(() => joinTensors([])).toThrow('There are no tensors to join.');
});
