import {
  type Clock,
  identityClock,
  type Interval,
  randomStream,
  type Times,
  type TimeSampler,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { logarithmicClock } from './example-clock.ts';

/** Where and on which clock a check draws. */
interface Setting {
  readonly name: string;
  readonly clock: Clock;
  readonly domain: Interval;
}

const ROWS = 2000;

/** Times lie in the domain, and in the sampler's own interval where it has one, on every clock. */
export function checkTimesInside(sampler: TimeSampler): void {
  for (const setting of settingsFor(sampler)) {
    const { from, to } = sampler.interval ?? setting.domain;
    drawTimes(sampler, setting).t.forEach((t) => {
      ensure(t >= from && t <= to, `Draws t = ${t} outside [${from}, ${to}] on ${setting.name}.`);
    });
  }
}

/** Steps are not negative, and t + d never passes 1. */
export function checkSteps(sampler: TimeSampler): void {
  for (const setting of settingsFor(sampler)) {
    const { t, d } = drawTimes(sampler, setting);
    t.forEach((time, row) => {
      const step = Number(d[row]);
      ensure(step >= 0, `Draws a step of ${step} on ${setting.name}.`);
      ensure(time + step <= 1, `t + d passes 1: ${time} + ${step} on ${setting.name}.`);
    });
  }
}

/** The stated finest step is the smallest step above 0 on the clock, and it is drawn. Without one, d is 0. */
export function checkFinest(sampler: TimeSampler): void {
  for (const setting of settingsFor(sampler)) {
    const { clock, name } = setting;
    const { t, d } = drawTimes(sampler, setting);
    const steps = Array.from(t, (time, row) => clock.reading(time + Number(d[row])) - clock.reading(time));
    const smallest = Math.min(...steps.filter((_, row) => Number(d[row]) > 0));
    const expected = sampler.finest ?? Number.POSITIVE_INFINITY;
    const agrees = expected === smallest || Math.abs(smallest - expected) < 1e-9;
    ensure(agrees, `States ${sampler.finest} as finest step, but the smallest is ${smallest} on ${name}.`);
  }
}

/** It states no finest step, and does draw steps. */
export function checkNoFinest(sampler: TimeSampler): void {
  ensure(
    sampler.finest === undefined,
    `States ${sampler.finest} as finest step, but draws steps of any length.`,
  );
  for (const setting of settingsFor(sampler)) {
    const { d } = drawTimes(sampler, setting);
    ensure(new Set(d).size > 2, `Draws no steps of different lengths on ${setting.name}.`);
  }
}

/** Draws as many rows as asked, none included. */
export function checkShapes(sampler: TimeSampler): void {
  for (const setting of settingsFor(sampler)) {
    for (const rows of [0, 1, 7]) {
      const { t, d } = drawTimes(sampler, setting, { rows });
      const found = `${t.length} times and ${d.length} steps`;
      ensure(t.length === rows && d.length === rows, `Draws ${found} for ${rows} rows.`);
    }
  }
}

/** Equal streams give equal times; other streams give others. All randomness comes from the stream. */
export function checkRandomness(sampler: TimeSampler): void {
  for (const setting of settingsFor(sampler)) {
    const first = drawTimes(sampler, setting);
    const again = drawTimes(sampler, setting);
    const other = drawTimes(sampler, setting, { seed: 2 });
    ensure(equal(first, again), `Draws other times from an equal stream on ${setting.name}.`);
    ensure(!equal(first, other), `Draws the same times from another stream on ${setting.name}.`);
  }
}

/** The whole path and a narrow part of it, on the identity and on a bent clock. */
function settingsFor({ interval }: TimeSampler): readonly Setting[] {
  const domains = interval === undefined ? [whole, narrow] : [whole, interval];
  const clocks = [
    { name: 'the identity clock', clock: identityClock },
    { name: 'a logarithmic clock', clock: logarithmicClock() },
  ];
  return clocks.flatMap(({ name, clock }) =>
    domains.map((domain) => ({ name: `${name} over [${domain.from}, ${domain.to}]`, clock, domain })),
  );
}

const whole: Interval = { from: 0, to: 1 };
/** Its ends lie on no grid of powers of two. */
const narrow: Interval = { from: 0.013, to: 0.97 };

function drawTimes(
  sampler: TimeSampler,
  { clock, domain }: Setting,
  { rows = ROWS, seed = 1 }: { readonly rows?: number; readonly seed?: number } = {},
): Times {
  return sampler.draw({ rows, clock, domain, random: randomStream({ seed, purpose: 'contract/times' }) });
}

function equal(a: Times, b: Times): boolean {
  return a.t.every((value, row) => value === b.t[row] && a.d[row] === b.d[row]);
}
