import type { TimeSampler } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkFinest,
  checkRandomness,
  checkShapes,
  checkSteps,
  checkTimesInside,
} from './time-sampler-checks.ts';

/** What every time sampler must hold, as a suite. */
export function timeSamplerContract<Options, Given>(
  plugin: ComponentMaker<TimeSampler, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('time sampler', plugin.name, options), () => {
    const sampler = plugin.make(options, services);
    test('stays inside its times', () => checkTimesInside(sampler));
    test('never steps past 1', () => checkSteps(sampler));
    test('takes the stated finest step', () => checkFinest(sampler));
    test('fills the rows', () => checkShapes(sampler));
    test('draws from the stream alone', () => checkRandomness(sampler));
  });
}
