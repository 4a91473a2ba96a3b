import type { Scaling } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import { checkScalingDimension, MANY_DIMENSIONS } from './dimension-checks.ts';
import { checkScalingPure, checkUnits } from './scaling-checks.ts';

/** What every scaling must hold, as a suite. */
export function scalingContract<Options, Given>(
  plugin: ComponentMaker<Scaling, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('scaling', plugin.name, options), () => {
    const scaling = plugin.make(options, services);
    test('gives a map that goes there and back', () => checkUnits(scaling));
    test.each(MANY_DIMENSIONS)('dimensions: fits each coordinate alike in dimension %i', (dimension) =>
      checkScalingDimension(scaling, dimension),
    );
    test('depends on the points alone', () => checkScalingPure(scaling));
  });
}
