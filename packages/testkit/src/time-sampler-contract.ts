import type { TimeSampler } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkFinest,
  checkNoFinest,
  checkRandomness,
  checkShapes,
  checkSteps,
  checkTimesInside,
} from './time-sampler-checks.ts';

/** How a contract examines a time sampler. */
export interface TimeSamplerExamination {
  /** Whether it draws steps of any length, so that there is no finest one. Without it: a sampler without one draws d = 0. */
  readonly anyStep?: boolean;
}

/** What every time sampler must hold, as a suite. */
export function timeSamplerContract<Options, Given>(
  plugin: ComponentMaker<TimeSampler, Options, Given>,
  { options, services, anyStep = false }: ContractSetup<Options, Given> & TimeSamplerExamination = {},
): void {
  describe(suiteTitle('time sampler', plugin.name, options), () => {
    const sampler = plugin.make(options, services);
    test('stays inside its times', () => checkTimesInside(sampler));
    test('never steps past 1', () => checkSteps(sampler));
    test(anyStep ? 'states no finest step' : 'takes the stated finest step', () =>
      anyStep ? checkNoFinest(sampler) : checkFinest(sampler),
    );
    test('fills the rows', () => checkShapes(sampler));
    test('draws from the stream alone', () => checkRandomness(sampler));
  });
}
