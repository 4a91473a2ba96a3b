import type { Optimizer } from '@highorder/core';
import { beforeAll, describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkConvergence,
  checkDescent,
  checkOptimizerPure,
  checkOptimizerState,
  type DescentRun,
} from './optimizer-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

/**
 * What every optimizer must hold, as a suite. An optimizer names a learning rate in its options: give it a live one with
 * `withParts(plugin, { learningRate: { at: () => 0.01 } })`; the contract sets rates itself.
 */
export function optimizerContract<Options, Given>(
  plugin: ComponentMaker<Optimizer, Options, Given>,
  { options, services, ...run }: ContractSetup<Options, Given> & DescentRun = {},
): void {
  describe(suiteTitle('optimizer', plugin.name, options), () => {
    beforeAll(prepareTensors);
    const optimizer = plugin.make(options, services);
    test('gives parameters and the vectors that it names', () => checkOptimizerState(optimizer));
    test('keeps nothing but the state that it is given', () => checkOptimizerPure(optimizer));
    test('moves against the gradient, and not at rate 0', () => checkDescent(optimizer));
    test('finds the minimum of a quadratic', () => checkConvergence(optimizer, run));
  });
}
