import type { LossTerm } from '@highorder/core';
import { beforeAll, describe } from 'vitest';
import { type BrokenPromises, testPromises } from './broken-promise.ts';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkColumns,
  checkLossFacts,
  checkLossGradient,
  checkLossValues,
  checkMissingOrder,
  checkTargetMaker,
  hasSteps,
  type LossExamination,
} from './loss-checks.ts';
import { checkLossSolution, type LossSolution } from './loss-solution.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { checkWholePointsOfLoss } from './whole-points.ts';

/** How a contract examines a loss, and what solves it. */
export interface LossContractSetup extends LossExamination {
  /** The flow that solves it, where that is not exact heads on which it is 0. */
  readonly solution?: LossSolution;
  /** Promises that it breaks by design, by the title of their test. */
  readonly breaks?: BrokenPromises;
}

/**
 * What every loss term must hold, as a suite. A loss names a time sampler in its options: give it a live one with
 * `withParts(plugin, { times: exampleTimes })`. A loss that regresses what scatters says what it keeps:
 * `solution: { least: ({ scatter }) => scatter(1) }`. One whose targets ask the averaged flow says `targets: 'teacher'`.
 */
export function lossContract<Options, Given>(
  plugin: ComponentMaker<LossTerm, Options, Given>,
  {
    options,
    services,
    solution,
    breaks,
    ...examination
  }: ContractSetup<Options, Given> & LossContractSetup = {},
): void {
  describe(suiteTitle('loss', plugin.name, options), () => {
    beforeAll(prepareTensors);
    const term = plugin.make(options, services);
    testPromises(
      {
        'says what it is': () => checkLossFacts(term),
        'makes finite columns that fill their rows': () => checkColumns(term, examination),
        'is one finite number a row, repeatable': () => checkLossValues(term, examination),
        'refuses a flow without the orders it needs': () => checkMissingOrder(term, examination),
        'gradients are those of differences with targets held': () => checkLossGradient(term, examination),
        'targets are made by the flow that is stated': () => checkTargetMaker(term, examination),
        'passes on all of a point': () => checkWholePointsOfLoss(term, examination),
        'is least on a flow that solves it': () =>
          checkLossSolution(term, hasSteps(term, examination), solution),
      },
      breaks,
    );
  });
}
