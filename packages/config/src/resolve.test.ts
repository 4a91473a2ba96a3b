import { component, definePlugin, type Plugin } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isResolvedComponent, type ResolvedComponent } from './resolved-component.ts';
import { registryOf, testPlugins } from './testing/plugins.ts';
import { compose, errorOf, minimal, override, problemsOf } from './testing/workspace.ts';

const mixture = (target: string) => ({
  'a.yaml': minimal.replace('{ use: gaussian, center: [3, 0] }', target),
});

describe('components', () => {
  test('hold their plugin, checked options and the fields of their slot', () => {
    const { settings } = override('losses.0.weight=2');
    expect(settings.losses[0]).toMatchObject({
      kind: 'loss',
      name: 'matching',
      path: 'losses.0',
      options: { order: 1 },
      beside: { weight: 2 },
    });
    expect(settings.losses[0]?.plugin).toBe(registryOf().find('loss', 'matching'));
    expect(isResolvedComponent(settings.losses[0])).toBe(true);
    expect(isResolvedComponent({ definition: 'component', plugin: {} })).toBe(false);
  });

  test('are resolved at any depth, in lists and in maps', () => {
    const inner = '{ use: mixture-of, parts: [{ use: gaussian, variance: 2 }] }';
    const files = mixture(
      `{ use: mixture-of, parts: [${inner}], named: { far: { use: gaussian, center: [9, 9] } } }`,
    );
    const { settings } = compose(files);
    const part = (path: string, options: unknown) => ({ kind: 'data', path, options });
    expect(settings.data.target.options).toMatchObject({
      parts: [
        part('data.target.parts.0', {
          parts: [part('data.target.parts.0.parts.0', { center: [0, 0], variance: 2 })],
        }),
      ],
      named: { far: part('data.target.named.far', { center: [9, 9], variance: 1 }) },
    });
  });

  test('may be a bare number where the slot takes one', () => {
    const experiment = override('training.optimizer.learningRate=0.003');
    expect(experiment.settings.training.optimizer.options).toMatchObject({
      learningRate: { name: 'constant', path: 'training.optimizer.learningRate', options: { value: 0.003 } },
    });
    expect(experiment.values).toMatchObject({
      training: { optimizer: { learningRate: { use: 'constant', value: 0.003 } } },
    });
  });

  test('that stand by default have defaults of their own', () => {
    const origins = new Map(
      override()
        .leaves()
        .map(({ path, origin }) => [path, origin]),
    );
    expect(origins.get('training.optimizer.use')).toEqual({ type: 'default', owner: 'experiment' });
    expect(origins.get('training.optimizer.learningRate.use')).toEqual({
      type: 'default',
      owner: 'optimizer/adam',
    });
    expect(origins.get('training.optimizer.learningRate.value')).toEqual({
      type: 'default',
      owner: 'learning-rate/constant',
    });
    expect(origins.get('heads.0.order')).toEqual({ type: 'file', file: 'a.yaml', line: 4, column: 24 });
  });
});

describe('settings', () => {
  test('are frozen at any depth, plugins are not', () => {
    const { settings } = override();
    expect(Object.isFrozen(settings.training)).toBe(true);
    expect(Object.isFrozen(settings.heads)).toBe(true);
    expect(Object.isFrozen(settings.heads[0]?.options)).toBe(true);
    expect(Object.isFrozen(settings.heads[0]?.plugin)).toBe(false);
  });

  test('do not share anything between two compositions', () => {
    expect(override().settings.evaluation.steps).not.toBe(override().settings.evaluation.steps);
  });
});

/** A loss with the given schema, used by the minimal experiment with the given options. */
function withLoss(
  options: z.ZodType,
  written: string,
): { readonly attempt: () => ResolvedComponent | undefined } {
  const loss: Plugin = definePlugin({
    kind: 'loss',
    name: 'odd',
    summary: 'For tests.',
    cite: [],
    options,
    create: () => {
      throw new Error('never made');
    },
  });
  const files = { 'a.yaml': minimal.replace('{ use: matching }', `{ use: odd, ${written} }`) };
  const registry = registryOf([...testPlugins, loss]);
  return { attempt: () => compose(files, { registry }).settings.losses[0] };
}

describe('schemas of third parties', () => {
  const times = component('time-sampler');

  test.each([
    ['optional', z.strictObject({ times: times.optional() })],
    ['nullable', z.strictObject({ times: times.nullable() })],
    ['described', z.strictObject({ times: times.describe('When.') })],
    ['readonly', z.strictObject({ times }).readonly()],
    ['lazy', z.lazy(() => z.strictObject({ times }))],
    ['refined', z.strictObject({ times }).refine(() => true)],
    ['transformed', z.strictObject({ times }).transform((options) => options)],
    ['preprocessed', z.preprocess((input) => input, z.strictObject({ times }))],
    ['one of two forms', z.union([z.strictObject({ other: z.int() }), z.strictObject({ times })])],
    ['joined', z.strictObject({ times }).and(z.object({ share: z.int().optional() }))],
  ])('find their components: %s', (_, schema) => {
    const sampler = { name: 'uniform', path: 'losses.0.times', options: { interval: 'auto' } };
    expect(withLoss(schema, 'times: { use: uniform }').attempt()).toMatchObject({
      options: { times: sampler },
    });
    const wrong = withLoss(schema, 'times: { use: uniforn }').attempt;
    expect(problemsOf(wrong)).toMatchObject([{ path: 'losses.0.times.use', closest: 'uniform' }]);
  });

  test('choose a form by its discriminator', () => {
    const schema = z.strictObject({
      rows: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('times'), times }),
        z.strictObject({ by: z.literal('share'), share: z.number() }),
      ]),
    });
    expect(withLoss(schema, 'rows: { by: times, times: { use: uniform } }').attempt()).toMatchObject({
      options: { rows: { times: { name: 'uniform' } } },
    });
    const wrong = withLoss(schema, 'rows: { by: time }').attempt;
    expect(problemsOf(wrong)).toMatchObject([{ path: 'losses.0.rows.by', expected: 'times or share' }]);
  });

  test('cannot hide a misspelt name by ignoring it', () => {
    const { attempt } = withLoss(z.object({ share: z.number().optional() }), 'shar: 2');
    expect(problemsOf(attempt)).toMatchObject([
      { code: 'unknown-key', path: 'losses.0.shar', closest: 'share', known: ['share', 'weight'] },
    ]);
  });

  test('may keep a default of transformed output to themselves', () => {
    const schema = z.strictObject({
      length: z
        .string()
        .transform((text) => text.length)
        .default(7),
    });
    expect(withLoss(schema, 'weight: 1').attempt()).toMatchObject({ options: { length: 7 } });
  });

  test('have right defaults, or are named as the origin of the mistake', () => {
    const schema = z.strictObject({ ladder: z.array(z.int()).default([1, 0.5]) });
    const { message } = errorOf(withLoss(schema, 'weight: 1').attempt);
    expect(message).toBe('default of loss/odd  losses.0.ladder.1: expected a whole number; found 0.5.');
  });

  test('name kinds that somebody must declare', () => {
    const noise = component('noice' as 'time-sampler');
    const { attempt } = withLoss(z.strictObject({ noise }), 'noise: { use: white }');
    expect(problemsOf(attempt)).toMatchObject([
      { code: 'unknown-kind', path: 'losses.0.noise', closest: 'noise', found: 'noice' },
    ]);
  });
});
