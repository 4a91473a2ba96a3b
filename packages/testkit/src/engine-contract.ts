import type { Engine } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkCopies,
  checkDescription,
  checkGradient,
  checkLeaks,
  checkOutputsFeedInputs,
  checkOwnOutputs,
  checkRepeatability,
  checkResultsFollowInputs,
  checkShapes,
  checkTurns,
  checkValues,
} from './engine-checks.ts';
import {
  checkDisposedRefused,
  checkForeignArraysRefused,
  checkOutputsRefused,
  checkOwnErrorsPass,
  checkUnfilledShapesRefused,
  checkUnfitInputsRefused,
} from './engine-refusals.ts';

/** What every engine must hold, as a suite. */
export function engineContract<Options, Given>(
  plugin: ComponentMaker<Engine, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('engine', plugin.name, options), () => {
    const make = () => plugin.make(options, services);
    const open = async () => {
      const engine = make();
      await engine.open();
      return engine;
    };
    test('says what it is', () => checkDescription(make));
    test('agrees with plain arithmetic', () => checkValues(open));
    test('differentiates', () => checkGradient(open));
    test('takes its outputs as inputs', () => checkOutputsFeedInputs(open));
    test('follows its inputs', () => checkResultsFollowInputs(open));
    test('keeps copies', () => checkCopies(open));
    test('gives outputs of their own', () => checkOwnOutputs(open));
    test('keeps shapes', () => checkShapes(open));
    test('leaks nothing', () => checkLeaks(open));
    test('repeats itself bit for bit', () => checkRepeatability(open));
    test('takes turns with another', () => checkTurns(open));
    test('refuses disposed arrays', () => checkDisposedRefused(open));
    test('refuses values that do not fill a shape', () => checkUnfilledShapesRefused(open));
    test('refuses inputs that do not fit', () => checkUnfitInputsRefused(open));
    test('refuses arrays of another engine', () => checkForeignArraysRefused(open));
    test('refuses outputs that are not float32 tensors', () => checkOutputsRefused(open));
    test('passes its own errors on', () => checkOwnErrorsPass(open));
  });
}
