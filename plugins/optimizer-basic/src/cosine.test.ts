import { InputError } from '@highorder/core';
import { expectClose, learningRateContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import cosine from './cosine.ts';

learningRateContract(cosine);
learningRateContract(cosine, { options: { warmup: 20, floor: 1e-4 } });

test('begins at the peak, is halfway in the middle and a quarter of a cosine further at a third', () => {
  const schedule = cosine.make({ peak: 2, floor: 1 });
  expectClose(
    'rates',
    [0, 20, 30, 40, 60].map((step) => schedule.at(step, 60)),
    [2, 1.75, 1.5, 1.25, 1],
  );
});

test('rises over the warm-up, and falls over the rest', () => {
  const schedule = cosine.make({ peak: 2, warmup: 4 });
  expectClose(
    'rates',
    [0, 1, 2, 3, 4, 9, 14].map((step) => schedule.at(step, 14)),
    [0.5, 1, 1.5, 2, 2, 1, 0],
    {
      absolute: 1e-12,
    },
  );
});

test('stays at the floor after the end', () => {
  expectClose('rate', cosine.make({ peak: 2, floor: 0.5 }).at(500, 100), 0.5);
});

test('refuses a floor above the peak', () => {
  const make = () => cosine.make({ peak: 1, floor: 2 });
  expect(make).toThrow(InputError);
  expect(make).toThrow(/The floor, 2, is above the peak, 1/);
});
