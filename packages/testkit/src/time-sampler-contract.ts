import type { TimeSampler } from '@highorder/core';
import { describe } from 'vitest';
import { type BrokenPromises, testPromises } from './broken-promise.ts';
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
  /** Promises that it breaks by design, by the title of their test. */
  readonly breaks?: BrokenPromises;
}

/** What every time sampler must hold, as a suite. */
export function timeSamplerContract<Options, Given>(
  plugin: ComponentMaker<TimeSampler, Options, Given>,
  { options, services, anyStep = false, breaks }: ContractSetup<Options, Given> & TimeSamplerExamination = {},
): void {
  describe(suiteTitle('time sampler', plugin.name, options), () => {
    const sampler = plugin.make(options, services);
    testPromises(
      {
        'stays inside its times': () => checkTimesInside(sampler),
        'never steps past 1': () => checkSteps(sampler),
        ...(anyStep
          ? { 'states no finest step': () => checkNoFinest(sampler) }
          : { 'takes the stated finest step': () => checkFinest(sampler) }),
        'fills the rows': () => checkShapes(sampler),
        'draws from the stream alone': () => checkRandomness(sampler),
      },
      breaks,
    );
  });
}
