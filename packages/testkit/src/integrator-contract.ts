import type { Integrator } from '@highorder/core';
import { beforeAll, describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import { checkIntegratorDimension, MANY_DIMENSIONS } from './dimension-checks.ts';
import {
  checkDerivativesAsked,
  checkEvaluations,
  checkGradient,
  checkOrder,
  checkRest,
  checkRows,
  checkTimesAsked,
} from './integrator-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { checkWholePointsOfStep } from './whole-points.ts';

/** What every integrator must hold, as a suite. */
export function integratorContract<Options, Given>(
  plugin: ComponentMaker<Integrator, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('integrator', plugin.name, options), () => {
    beforeAll(prepareTensors);
    const integrator = plugin.make(options, services);
    test('converges with the stated order', () => checkOrder(integrator));
    test('evaluates the flow as often as stated', () => checkEvaluations(integrator));
    test('asks for the derivatives up to the stated one, and for none above', () =>
      checkDerivativesAsked(integrator));
    test('asks about times within the step', () => checkTimesAsked(integrator));
    test('keeps points at rest', () => checkRest(integrator));
    test('passes on all of a point', () => checkWholePointsOfStep(integrator));
    test('treats rows alone', () => checkRows(integrator));
    test.each(MANY_DIMENSIONS)('dimensions: moves each coordinate alike in dimension %i', (dimension) =>
      checkIntegratorDimension(integrator, dimension),
    );
    test('lets gradients through', () => checkGradient(integrator));
  });
}
