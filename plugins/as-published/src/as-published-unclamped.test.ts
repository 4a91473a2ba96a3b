import { identityClock, randomStream, type TimeSampler } from '@highorder/core';
import { timeSamplerContract, withParts } from '@highorder/testkit';
import { expect, test } from 'vitest';
import unclamped from './as-published-unclamped.ts';

/** Steps of a half, on the clock, from any time of the first half: it keeps the contract. */
const ladder: TimeSampler = {
  finest: 0.5,
  draw({ rows, domain, clock, random }) {
    const [first, last] = [clock.reading(domain.from), Math.min(0.5, clock.reading(domain.to))];
    const readings = Float64Array.from({ length: rows }, () => first + (last - first) * random.uniform());
    const t = readings.map((reading) => Math.max(domain.from, clock.time(reading)));
    return { t, d: t.map((time, row) => clock.time(Number(readings[row]) + 0.5) - time) };
  },
};

timeSamplerContract({ name: 'a ladder', make: () => ladder });

timeSamplerContract(withParts(unclamped, { of: ladder }), {
  breaks: {
    'takes the stated finest step': {
      reason: 'the published scripts rest targets on half of the finest step',
      complaint: /^States undefined as finest step, but the smallest is 0\./,
    },
  },
});

test('draws what the other sampler draws', () => {
  const request = () => ({
    rows: 50,
    clock: identityClock,
    domain: { from: 0, to: 1 },
    random: randomStream({ seed: 2, purpose: 'hidden' }),
  });
  const hidden = withParts(unclamped, { of: ladder }).make();
  expect(hidden.draw(request())).toEqual(ladder.draw(request()));
  expect(Object.keys(hidden)).toEqual(['draw']);
});

test('keeps the interval of the other', () => {
  const interval = { from: 0.2, to: 0.4 };
  expect(withParts(unclamped, { of: { ...ladder, interval } }).make().interval).toEqual(interval);
});
