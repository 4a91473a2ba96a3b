import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { component, ComponentReference, slotOf } from './component.ts';

describe('component', () => {
  test('leaves a reference to a plugin and its options', () => {
    const found: unknown = component('interpolant').parse({ use: 'vp-ode', a: 19.9, nested: { use: 'x' } });
    expect(found).toBeInstanceOf(ComponentReference);
    expect(found).toEqual(
      new ComponentReference({
        kind: 'interpolant',
        use: 'vp-ode',
        options: { a: 19.9, nested: { use: 'x' } },
        beside: {},
      }),
    );
  });

  test('takes a bare number where the slot says what it stands for', () => {
    const rate = component('learning-rate', { number: (value) => ({ use: 'constant', value }) });
    expect(rate.parse(0.003)).toMatchObject({
      kind: 'learning-rate',
      use: 'constant',
      options: { value: 0.003 },
    });
    expect(rate.parse({ use: 'cosine', peak: 1 })).toMatchObject({ use: 'cosine', options: { peak: 1 } });
    expect(() => component('learning-rate').parse(0.003)).toThrow(z.ZodError);
  });

  test('checks the fields of the slot and keeps them apart from the options', () => {
    const loss = component('loss', { beside: { weight: z.number().nonnegative().default(1) } });
    expect(loss.parse({ use: 'matching', order: 2, weight: 0.5 })).toMatchObject({
      options: { order: 2 },
      beside: { weight: 0.5 },
    });
    expect(loss.parse({ use: 'matching' })).toMatchObject({ options: {}, beside: { weight: 1 } });
    expect(() => loss.parse({ use: 'matching', weight: -1 })).toThrow(z.ZodError);
  });

  test('works inside options, with a default that is written as a user would', () => {
    const rate = component('learning-rate').prefault({ use: 'constant', value: 1e-3 });
    expect(z.strictObject({ rate }).parse({})).toMatchObject({
      rate: { kind: 'learning-rate', use: 'constant', options: { value: 1e-3 } },
    });
  });

  test.each([{}, { use: 3 }, { a: 1 }, 'vp-ode', null])('refuses %j', (written) => {
    expect(() => component('interpolant').parse(written)).toThrow(z.ZodError);
  });
});

describe('slotOf', () => {
  test('knows the kind, the fields and the short form of a slot', () => {
    const beside = { weight: z.number() };
    expect(slotOf(component('loss', { beside }))).toEqual({ kind: 'loss', beside, number: false });
    expect(slotOf(component('learning-rate', { number: (value) => ({ use: 'constant', value }) }))).toEqual({
      kind: 'learning-rate',
      beside: {},
      number: true,
    });
  });

  test('survives a description', () => {
    expect(slotOf(component('loss').describe('What is minimized.'))).toMatchObject({ kind: 'loss' });
  });

  test('knows nothing of other schemas', () => {
    expect(slotOf(z.object({ use: z.string() }))).toBeUndefined();
  });
});
