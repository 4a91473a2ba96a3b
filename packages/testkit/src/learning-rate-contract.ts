import type { LearningRate } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, ensure, suiteTitle } from './contract-setup.ts';

/** Lengths of training on which a schedule is examined. */
const LENGTHS = [1, 2, 10, 1000];

/** Every rate is a finite number of at least 0, the first is above 0, and the same update has the same rate again. */
export function checkLearningRate(schedule: LearningRate): void {
  for (const steps of LENGTHS) {
    for (let step = 0; step < steps; step++) {
      const rate = schedule.at(step, steps);
      ensure(Number.isFinite(rate) && rate >= 0, `The rate of update ${step} of ${steps} is ${rate}.`);
    }
    ensure(
      schedule.at(0, steps) > 0,
      `The first of ${steps} updates has rate ${schedule.at(0, steps)}: it moves nothing.`,
    );
    ensure(
      schedule.at(0, steps) === schedule.at(0, steps),
      `Update 0 of ${steps} has another rate when asked again.`,
    );
  }
}

/** What every schedule of the learning rate must hold, as a suite. */
export function learningRateContract<Options, Given>(
  plugin: ComponentMaker<LearningRate, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('learning rate', plugin.name, options), () => {
    const schedule = plugin.make(options, services);
    test('gives every update a rate', () => checkLearningRate(schedule));
  });
}
