import { learningRateContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import constant from './constant.ts';

learningRateContract(constant);

test('is the value at every update', () => {
  const schedule = constant.make({ value: 0.02 });
  expect([schedule.at(0, 10), schedule.at(9, 10)]).toEqual([0.02, 0.02]);
});
