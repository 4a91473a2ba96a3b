import { component, defineKind, definePlugin } from '@highorder/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { experimentJsonSchema } from './json-schema.ts';
import type { Registry } from './registry.ts';
import { registryOf, testPlugins } from './testing/plugins.ts';
import { minimal, override } from './testing/workspace.ts';

function validatorOf(registry: Registry): (text: string) => boolean {
  const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
    experimentJsonSchema(registry),
  );
  return (text) => validate(parse(text));
}

const isValid = validatorOf(registryOf());

describe('valid for an editor', () => {
  test.each([
    ['a whole experiment', minimal],
    ['an empty file', '{}'],
    ['a file that only extends', 'extends: [../problems/circle.yaml, ../methods/shortcut.yaml]'],
    ['extends of one', 'extends: base'],
    ['a part of the data', 'data: { target: { use: gaussian } }'],
    ['a fixed set', 'data: { samples: 100 }'],
    ['options of a component that another file names', 'interpolant: { b: 2 }'],
    ['a field of the slot', 'losses: [{ use: matching, order: 2, weight: 1.0e-3 }]'],
    ['a number for a component', 'training: { optimizer: { use: adam, learningRate: 0.003 } }'],
    ['a nested component', 'training: { optimizer: { learningRate: { use: cosine, peak: 1 } } }'],
    ['null where it is allowed', 'training: { clip: null, average: 0.99 }'],
    [
      'components of their own kind',
      'data: { source: { use: mixture-of, parts: [{ use: mixture-of, parts: [{ use: gaussian }] }] } }',
    ],
    [
      'a map of components',
      'data: { source: { use: mixture-of, parts: [{ use: gaussian }], named: { a: { use: gaussian } } } }',
    ],
  ])('%s', (_, text) => {
    expect(isValid(text)).toBe(true);
  });
});

test('a resolved experiment is valid', () => {
  expect(isValid(override('losses.0.weight=2').yaml())).toBe(true);
});

describe('invalid for an editor', () => {
  test.each([
    ['an unknown field', 'sed: 1'],
    ['an unknown field inside', 'training: { stepz: 1 }'],
    ['a wrong type', 'seed: one'],
    ['a number out of bounds', 'training: { average: 1 }'],
    ['an unknown plugin', 'interpolant: { use: vp-odee }'],
    ['an unknown option', 'interpolant: { use: vp-ode, c: 1 }'],
    ['an option of no plugin of the kind', 'interpolant: { c: 1 }'],
    ['an option of another plugin', 'interpolant: { use: ot, a: 1 }'],
    ['a component without name in a list', 'heads: [{ order: 1 }]'],
    ['a required option left out in a list', 'heads: [{ use: mlp }]'],
    ['an empty list of heads', 'heads: []'],
    ['a wrong field of the slot', 'losses: [{ use: matching, weight: -1 }]'],
    ['a field of a slot elsewhere', 'heads: [{ use: mlp, order: 1, weight: 1 }]'],
    ['a number where a component has no short form', 'scaling: 3'],
    ['a wrong nested component', 'training: { optimizer: { use: adam, learningRate: { use: cosin } } }'],
    [
      'a wrong component in a list',
      'data: { source: { use: mixture-of, parts: [{ use: gaussian, variance: 0 }] } }',
    ],
    ['null where it is not allowed', 'seed: null'],
    ['a wrong extends', 'extends: { a: b }'],
  ])('%s', (_, text) => {
    expect(isValid(text)).toBe(false);
  });
});

describe('the schema', () => {
  test('describes and gives defaults', () => {
    expect(experimentJsonSchema(registryOf())).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: {
        seed: { type: 'integer', minimum: 0, default: 0, description: expect.stringContaining('random') },
        interpolant: { $ref: '#/$defs/interpolant-part', default: { use: 'ot' } },
        heads: { type: 'array', minItems: 1, items: { $ref: '#/$defs/head' } },
      },
      $defs: { head: { description: 'The network of one order or of several: u_k.' } },
    });
  });

  test('describes every field', () => {
    const undescribed = (schema: unknown, path: string): readonly string[] => {
      if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
      return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
        ...('description' in field ? [] : [`${path}${name}`]),
        ...undescribed(field, `${path}${name}.`),
      ]);
    };
    expect(undescribed(experimentJsonSchema(registryOf()), '')).toEqual([]);
  });

  test('knows plugins and kinds of third parties', () => {
    const noise = component('noise' as 'time-sampler', { beside: { share: z.number() } });
    const common = { summary: 'For tests.', cite: [], create: () => expect.unreachable() } as const;
    const denoising = definePlugin({
      ...common,
      kind: 'loss',
      name: 'denoising',
      options: z.strictObject({ noise }),
    });
    const white = definePlugin({
      ...common,
      kind: 'noise' as 'time-sampler',
      name: 'white',
      options: z.strictObject({ level: z.number().default(1) }),
    });
    const registry = registryOf([...testPlugins, denoising, white]);
    const accepts = validatorOf(registry);
    expect(
      accepts('losses: [{ use: denoising, noise: { use: white, level: 2, share: 0.5 }, weight: 3 }]'),
    ).toBe(true);
    expect(accepts('losses: [{ use: denoising, noise: { use: white, level: x, share: 0.5 } }]')).toBe(false);
    expect(accepts('losses: [{ use: denoising, noise: { use: pink, share: 0.5 } }]')).toBe(false);
  });

  test('takes nothing for a kind without plugins', () => {
    const kinds = [defineKind({ name: 'callback', summary: 'Watches.' })];
    const accepts = validatorOf({ kinds: () => kinds, names: () => [], find: () => undefined });
    expect(accepts('callbacks: []')).toBe(true);
    expect(accepts('callbacks: [{ use: anything }]')).toBe(false);
  });
});
