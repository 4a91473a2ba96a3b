import { expect, test } from 'vitest';
import type { Callback } from './callback.ts';
import { guardedCallback } from './guarded-callback.ts';

const place = { where: 'callbacks.0', name: 'beacon' };
const warning = { step: 3, message: 'Mind the gap.' };

test('what a callback is told reaches it, as its own method', () => {
  const told: unknown[] = [];
  const callback: Callback & { readonly mark: string } = {
    mark: 'mine',
    every: 7,
    onWarning(each) {
      told.push([this, each]);
    },
  };
  const guarded = guardedCallback(callback, place);
  guarded.onWarning?.(warning);
  guarded.onCheckpoint?.({ step: 1, folder: 'there' });
  expect(guarded.every).toBe(7);
  expect(told).toEqual([[callback, warning]]);
});

test('extend 8: an error says whose it is, where it stands, and what it was told', () => {
  const cause = new TypeError('mine');
  const guarded = guardedCallback(
    {
      onWarning() {
        throw cause;
      },
    },
    place,
  );
  let caught: unknown;
  try {
    guarded.onWarning?.(warning);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ name: 'HighOrderError', cause });
  expect(String(caught)).toMatch(/callbacks\.0: The callback "beacon" failed in onWarning: mine/);
});

test('a promise is refused, since nothing waits for it', () => {
  const guarded = guardedCallback({ onWarning: () => Promise.reject(new Error('later')) }, place);
  expect(() => guarded.onWarning?.(warning)).toThrow('"beacon" failed in onWarning: it returned a promise');
});

test.each([0, 1.5, -1, Number.NaN])('every %d updates is refused', (every) => {
  expect(() => guardedCallback({ every }, place)).toThrow(
    /The callback "beacon" wants to be called every .* updates\.\n {2}Expected: a whole number of at least 1/,
  );
});
