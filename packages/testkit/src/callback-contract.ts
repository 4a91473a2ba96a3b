import type { Callback } from '@highorder/core';
import { describe, test } from 'vitest';
import { checkEvaluationAlone, checkNoFolder, checkResumed, checkTraining } from './callback-checks.ts';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';

/** What every callback must hold, as a suite: it watches any run to its end, waits for nothing and changes nothing. */
export function callbackContract<Options, Given>(
  plugin: ComponentMaker<Callback, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('callback', plugin.name, options), () => {
    const make = () => plugin.make(options, services);
    test('watches a whole training', () => checkTraining(make));
    test('watches a run without a folder', () => checkNoFolder(make));
    test('watches a training that goes on', () => checkResumed(make));
    test('watches an evaluation alone', () => checkEvaluationAlone(make));
  });
}
