import type { LossTerm } from '@highorder/core';
import { beforeAll, describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkColumns,
  checkLossFacts,
  checkLossGradient,
  checkLossValues,
  checkMissingOrder,
  type LossExamination,
} from './loss-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

/**
 * What every loss term must hold, as a suite. A loss names a time sampler in its options: give it a live one with
 * `withParts(plugin, { times: exampleTimes })`.
 */
export function lossContract<Options, Given>(
  plugin: ComponentMaker<LossTerm, Options, Given>,
  { options, services, ...examination }: ContractSetup<Options, Given> & LossExamination = {},
): void {
  describe(suiteTitle('loss', plugin.name, options), () => {
    beforeAll(prepareTensors);
    const term = plugin.make(options, services);
    test('says what it is', () => checkLossFacts(term));
    test('makes finite columns that fill their rows', () => checkColumns(term, examination));
    test('is one finite number a row, repeatable', () => checkLossValues(term, examination));
    test('refuses a flow without the orders it needs', () => checkMissingOrder(term, examination));
    test('gradients are those of differences with targets held', () => checkLossGradient(term, examination));
  });
}
