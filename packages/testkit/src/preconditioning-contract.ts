import type { Preconditioning } from '@highorder/core';
import { beforeAll, describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import { checkViewDimension, MANY_DIMENSIONS } from './dimension-checks.ts';
import { checkClock, checkView, checkViewGradient, checkViewRows } from './preconditioning-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

/** What every preconditioning must hold, as a suite. */
export function preconditioningContract<Options, Given>(
  plugin: ComponentMaker<Preconditioning, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('preconditioning', plugin.name, options), () => {
    beforeAll(prepareTensors);
    const preconditioning = plugin.make(options, services);
    test('its clock runs from 0 to 1 and agrees with itself', () => checkClock(preconditioning));
    test('keeps the shape and is finite', () => checkView(preconditioning));
    test('keeps rows apart', () => checkViewRows(preconditioning));
    test.each(MANY_DIMENSIONS)('dimensions: sees each coordinate alike in dimension %i', (dimension) =>
      checkViewDimension(preconditioning, dimension),
    );
    test('gradients are those of differences', () => checkViewGradient(preconditioning));
  });
}
