import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePlugin } from './define-plugin.ts';
import { InputError } from './error.ts';
import type { Interpolant } from './interpolant.ts';
import { unitInterval } from './interval.ts';

const straight: Interpolant = {
  domain: () => unitInterval,
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};

const definition = {
  kind: 'interpolant',
  name: 'straight-2',
  summary: 'The straight path.',
  cite: ['lipman2023flow', '@misc{own, title = {Own}}'],
  options: z.strictObject({ end: z.number().default(1) }),
  create: ({ end }: { readonly end: number }): Interpolant => ({
    ...straight,
    domain: () => ({ from: 0, to: end }),
  }),
} as const;

describe('definePlugin', () => {
  test('keeps the definition and needs nothing by default', () => {
    expect(definePlugin(definition)).toMatchObject({
      definition: 'plugin',
      kind: 'interpolant',
      name: 'straight-2',
      needs: [],
    });
  });

  test('makes the component from checked options, with defaults', () => {
    const plugin = definePlugin(definition);
    expect(plugin.make().domain(0).to).toBe(1);
    expect(plugin.make({ end: 0.5 }).domain(0).to).toBe(0.5);
    // @ts-expect-error an option of a wrong type is a mistake of types too
    expect(() => plugin.make({ end: 'soon' })).toThrow(z.ZodError);
    // @ts-expect-error an unknown option is a mistake of types too
    expect(() => plugin.make({ ends: 1 })).toThrow('Unrecognized key');
  });

  test('passes the services that it needs', () => {
    const plugin = definePlugin({
      kind: 'interpolant',
      name: 'served',
      summary: 'Uses a service.',
      cite: [],
      options: z.strictObject({}),
      needs: ['orders'],
      create: (_options, { orders }) => ({ ...straight, domain: () => ({ from: 0, to: 1 / orders.length }) }),
    });
    expect(plugin.needs).toEqual(['orders']);
    expect(plugin.make({}, { orders: [1, 2] }).domain(0).to).toBe(0.5);
  });

  test.each(['VP', 'vp_ode', 'vp ode', '-vp', 'vp-', 'vp--ode', '2vp', ''])(
    'refuses the name "%s"',
    (name) => {
      const define = () => definePlugin({ ...definition, name });
      expect(define).toThrow(InputError);
      expect(define).toThrow(
        `interpolant "${name}": This is not a name.\n` +
          '  Expected: lower-case words and numbers joined by hyphens, such as "vp-ode"',
      );
    },
  );
});
