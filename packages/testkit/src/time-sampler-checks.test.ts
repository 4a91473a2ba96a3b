import type { Times, TimeSampler } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkFinest,
  checkNoFinest,
  checkRandomness,
  checkShapes,
  checkSteps,
  checkTimesInside,
} from './time-sampler-checks.ts';

type Draw = TimeSampler['draw'];

const fair: Draw = ({ rows, domain, clock, random }) => {
  const from = clock.reading(domain.from);
  const to = clock.reading(domain.to);
  const time = () => clock.time(from + (to - from) * random.uniform());
  const inside = (t: number) => Math.min(domain.to, Math.max(domain.from, t));
  return times(rows, () => ({ t: inside(time()), d: 0 }));
};

function times(rows: number, row: () => { readonly t: number; readonly d: number }): Times {
  const drawn = Array.from({ length: rows }, row);
  return { t: Float64Array.from(drawn, ({ t }) => t), d: Float64Array.from(drawn, ({ d }) => d) };
}

describe('each check finds its mistake', () => {
  test('times outside the domain, or outside its own interval', () => {
    const anywhere: Draw = ({ rows, random }) => times(rows, () => ({ t: random.uniform(), d: 0 }));
    expect(() => checkTimesInside({ draw: anywhere })).toThrow(/^Draws t = .* outside \[0\.013, 0\.97\]/);
    expect(() => checkTimesInside({ draw: fair, interval: { from: 0.2, to: 0.3 } })).toThrow(
      'outside [0.2, 0.3]',
    );
  });

  test('a ladder whose t is drawn apart from d, so that t + d passes 1', () => {
    // As in the published scripts.
    const loose: Draw = ({ rows, random }) =>
      times(rows, () => ({ t: random.uniform(), d: 2 ** -random.integer(8) }));
    expect(() => checkSteps({ draw: loose })).toThrow(/^t \+ d passes 1: /);
  });

  test('a step backwards', () => {
    const back: Draw = ({ rows }) => times(rows, () => ({ t: 0.5, d: -0.1 }));
    expect(() => checkSteps({ draw: back })).toThrow('Draws a step of -0.1');
  });

  test('a finest step that is not drawn, and one that is not stated', () => {
    expect(() => checkFinest({ draw: fair, finest: 0.25 })).toThrow('States 0.25 as finest step');
    const steps: Draw = ({ rows }) => times(rows, () => ({ t: 0.5, d: 0.25 }));
    expect(() => checkFinest({ draw: steps })).toThrow('States undefined as finest step');
  });

  test('a finest step in units of t instead of the clock', () => {
    const steps: Draw = ({ rows }) => times(rows, () => ({ t: 0.5, d: 0.25 }));
    expect(() => checkFinest({ draw: steps, finest: 0.25 })).toThrow('on a logarithmic clock');
  });

  test('a finest step where steps have any length, and no such steps', () => {
    const any: Draw = ({ rows, random }) => times(rows, () => ({ t: 0, d: random.uniform() }));
    expect(() => checkNoFinest({ draw: any })).not.toThrow();
    expect(() => checkNoFinest({ draw: any, finest: 0.25 })).toThrow('States 0.25 as finest step, but draws');
    expect(() => checkNoFinest({ draw: fair })).toThrow('Draws no steps of different lengths');
  });

  test('a wrong number of rows', () => {
    const longer: Draw = (request) => fair({ ...request, rows: request.rows + 1 });
    expect(() => checkShapes({ draw: longer })).toThrow('Draws 1 times and 1 steps for 0 rows.');
  });

  test('randomness of its own, or none', () => {
    const own: Draw = ({ rows }) => times(rows, () => ({ t: Math.random(), d: 0 }));
    expect(() => checkRandomness({ draw: own })).toThrow('Draws other times from an equal stream');
    const none: Draw = ({ rows }) => times(rows, () => ({ t: 0.5, d: 0 }));
    expect(() => checkRandomness({ draw: none })).toThrow('Draws the same times from another stream');
  });

  test('nothing wrong with a fair sampler', () => {
    for (const check of [checkTimesInside, checkSteps, checkFinest, checkShapes, checkRandomness]) {
      expect(() => check({ draw: fair })).not.toThrow();
    }
  });
});
