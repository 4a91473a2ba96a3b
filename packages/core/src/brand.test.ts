import { expect, test } from 'vitest';
import { z } from 'zod';
import type * as Components from './component.ts';
import { component, ComponentReference, slotOf } from './component.ts';
import type * as Errors from './error.ts';
import { HighOrderError, InputError } from './error.ts';

class Narrower extends InputError {}

test('instanceof is that of classes, for what extends them, too', () => {
  const input = new InputError({ message: 'Wrong.' });
  expect([input instanceof InputError, input instanceof HighOrderError, input instanceof Error]).toEqual([
    true,
    true,
    true,
  ]);
  expect(input instanceof Narrower).toBe(false);
  const narrower = new Narrower({ message: 'Wrong.' });
  expect([narrower instanceof Narrower, narrower instanceof InputError]).toEqual([true, true]);
  expect(new HighOrderError({ message: 'Broken.' }) instanceof InputError).toBe(false);
  const others: readonly unknown[] = [new Error('x'), null, undefined, 'text', {}];
  expect(
    others.filter((each) => each instanceof HighOrderError || each instanceof ComponentReference),
  ).toEqual([]);
});

test('what another copy of this package made is known', async () => {
  // A module of another address is another copy.
  const copy = '?copy';
  const errors: typeof Errors = await import(/* @vite-ignore */ `./error.ts${copy}`);
  const components: typeof Components = await import(/* @vite-ignore */ `./component.ts${copy}`);
  expect(errors.InputError).not.toBe(InputError);
  const input = new errors.InputError({ message: 'Wrong.' });
  expect([input instanceof InputError, input instanceof HighOrderError, input instanceof Narrower]).toEqual([
    true,
    true,
    false,
  ]);
  expect(new errors.HighOrderError({ message: 'Broken.' }) instanceof InputError).toBe(false);
  const schema = components.component('loss').describe('What is minimized.');
  expect(slotOf(schema)).toMatchObject({ kind: 'loss' });
  expect(schema.parse({ use: 'matching' }) instanceof ComponentReference).toBe(true);
  expect(components.slotOf(z.object({ inner: component('loss') }).shape.inner)).toMatchObject({
    kind: 'loss',
  });
});
