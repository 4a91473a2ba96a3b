import { zeroParameter } from '@highorder/core';
import { parameterLayout } from '@highorder/engine';
import { expect, test } from 'vitest';
import { namedParameters, torchParameters } from './parameter-values.ts';

const head = (names: Readonly<Record<string, readonly number[]>>) => ({
  parameters: () => Object.entries(names).map(([name, shape]) => zeroParameter(name, shape)),
});
const layout = parameterLayout([head({ 'layers.0.weight': [2, 3], 'layers.0.bias': [3], place: [2, 2] })], 2);
const flat = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);

test('weights are turned for PyTorch, and nothing else is', () => {
  expect(torchParameters(layout, flat)).toEqual({
    'heads.0.layers.0.weight': { shape: [3, 2], values: Float32Array.of(1, 4, 2, 5, 3, 6) },
    'heads.0.layers.0.bias': { shape: [3], values: Float32Array.of(7, 8, 9) },
    'heads.0.place': { shape: [2, 2], values: Float32Array.of(10, 11, 12, 13) },
  });
});

test('inside of the model they stay as they are', () => {
  expect(namedParameters(layout, flat)['heads.0.layers.0.weight']).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
});
