import { type Distribution, points, randomStream } from '@highorder/core';
import { couplingContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import independent from './independent.ts';

couplingContract(independent);

const normal: Distribution = {
  dimension: 1,
  sample: (count, random) =>
    points(
      1,
      Float64Array.from({ length: count }, () => random.normal()),
    ),
};

test('source and target of a pair are uncorrelated', () => {
  const random = randomStream({ seed: 1, purpose: 'pairs' });
  const { source, target } = independent
    .make()
    .open({ source: normal, target: normal, random })
    .draw(10000, random);
  const correlation =
    source.values.reduce((sum, value, row) => sum + value * Number(target.values[row]), 0) / 10000;
  // Its deviation is 0.01: five of them are passed with a rate of 6e-7.
  expect(Math.abs(correlation)).toBeLessThan(0.05);
});
