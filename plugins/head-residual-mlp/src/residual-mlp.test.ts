import { InputError, type Parameters, randomStream, tf } from '@highorder/core';
import { headContract, prepareTensors } from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import residualMlp from './residual-mlp.ts';

headContract(residualMlp, { options: { order: 1, width: 8 } });
headContract(residualMlp, {
  options: { order: 2, width: 6, blocks: 2, layerNorm: true, activation: 'gelu', fourier: 1 },
});
headContract(residualMlp, {
  options: { order: 3, width: 6, blocks: 1, initialization: 'pytorch', gradientsToLower: true },
});

beforeAll(prepareTensors);

type Options = z.input<typeof residualMlp.options>;

const inputs = () => ({
  x: tf.tensor2d([[0.3, -0.7]]),
  t: tf.tensor2d([[0.25]]),
  d: tf.tensor2d([[0.5]]),
  lower: [],
});

/** The first values, those of some parameters being others. */
function parametersOf(options: Options, change: (name: string) => number | undefined = () => undefined) {
  const specs = residualMlp.make(options).parameters(2);
  const entries = specs.map((spec) => {
    const value = change(spec.name);
    const random = randomStream({ seed: 1, purpose: spec.name });
    const values = Float32Array.from(spec.initial(random)).map((first) => value ?? first);
    return [spec.name, tf.tensor(values, [...spec.shape])] as const;
  });
  return Object.fromEntries(entries);
}

function outputOf(options: Options, parameters: Parameters): readonly number[] {
  const [output] = residualMlp.make(options).predict(parameters, inputs());
  return Array.from(output?.dataSync() ?? []);
}

test('blocks whose second layer is 0 change nothing', () => {
  const options = { order: 1, width: 5 };
  const idle = (name: string) => (name.includes('second') ? 0 : undefined);
  const deep = outputOf({ ...options, blocks: 4 }, parametersOf({ ...options, blocks: 4 }, idle));
  expect(deep).toEqual(outputOf(options, parametersOf(options, idle)));
  expect(deep).not.toEqual(outputOf(options, parametersOf(options)));
});

test('a network of ones, by hand', () => {
  // h_0 = 0.3 - 0.7 + 0.25 + 0.5 = 0.35; relu, twice: h_1 = 0.35 + 0.35, h_2 = 0.7 + 0.7; u = 2 (1.4 + 0).
  const options: Options = { order: 1, width: 1, blocks: 2, activation: 'relu', gain: 2 };
  const [u = 0] = outputOf(
    options,
    parametersOf(options, (name) => (name.endsWith('bias') ? 0 : 1)),
  );
  expect(u).toBeCloseTo(2.8, 6);
});

test('with layer norm the output does not follow the size of what the network reads', () => {
  // Rectified numbers scale with their input, but for the norm. 1e-5 beside the variance moves the output in the sixth digit.
  const options: Options = {
    order: 1,
    width: 16,
    sees: ['x'],
    activation: 'relu',
    blocks: 1,
    layerNorm: true,
  };
  const parameters = parametersOf(options, (name) => (name.endsWith('second.weight') ? 0 : undefined));
  const at = (factor: number) => {
    const { x, ...rest } = inputs();
    const [output] = residualMlp.make(options).predict(parameters, { ...rest, x: tf.mul(x, factor) });
    return Array.from(output?.dataSync() ?? []);
  };
  at(300).forEach((value, index) => expect(value).toBeCloseTo(Number(at(100)[index]), 4));
  expect(Math.abs(Number(at(-100)[0]) - Number(at(100)[0]))).toBeGreaterThan(0.01);
});

describe('first values', () => {
  const sizeOf = (options: Options, name: string) => {
    const spec = residualMlp
      .make(options)
      .parameters(2)
      .find((each) => each.name === name);
    const values = Array.from(spec?.initial(randomStream({ seed: 4, purpose: name })) ?? []);
    return Math.max(...values.map(Math.abs));
  };

  test('with many blocks, what each adds is smaller', () => {
    const options: Options = { order: 1, width: 50, blocks: 9 };
    // Glorot's limit sqrt(6 / 100), and a third of it; the largest of 2500 draws is below 0.99 of it once in e^25.
    expect(sizeOf(options, 'blocks.8.first.weight') / Math.sqrt(0.06)).toBeCloseTo(1, 1);
    expect((3 * sizeOf(options, 'blocks.8.second.weight')) / Math.sqrt(0.06)).toBeCloseTo(1, 1);
  });

  test('pytorch: as torch.nn.Linear, in every layer', () => {
    const options: Options = { order: 1, width: 49, blocks: 9, initialization: 'pytorch' };
    for (const name of ['first.weight', 'second.weight', 'second.bias'])
      expect(7 * sizeOf(options, `blocks.0.${name}`)).toBeGreaterThan(0.8);
  });
});

test('parameters, with and without norms', () => {
  const names = (layerNorm: boolean) =>
    residualMlp
      .make({ order: 2, width: 7, blocks: 1, layerNorm })
      .parameters(3)
      .map(({ name, shape }) => `${name} ${shape.join('x')}`);
  const plain = [
    'input.weight 8x7',
    'input.bias 7',
    'blocks.0.first.weight 7x7',
    'blocks.0.first.bias 7',
    'blocks.0.second.weight 7x7',
    'blocks.0.second.bias 7',
    'output.weight 7x3',
    'output.bias 3',
  ];
  expect(names(false)).toEqual(plain);
  const norms = ['blocks.0.norm1', 'blocks.0.norm2', 'norm'].flatMap((name) => [
    `${name}.scale 7`,
    `${name}.shift 7`,
  ]);
  expect(new Set(names(true))).toEqual(new Set([...plain, ...norms]));
});

test('refuses a norm of one number, and order 1 that sees lower', () => {
  const narrow = () => residualMlp.make({ order: 1, width: 1, layerNorm: true });
  expect(narrow).toThrow(InputError);
  expect(narrow).toThrow(/head residual-mlp of order 1: A layer norm of width 1 lets nothing through/);
  expect(() => residualMlp.make({ order: 1, sees: ['x', 'lower'] })).toThrow(/cannot see "lower"/);
});
