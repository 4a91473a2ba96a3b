import type { Interpolant } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkChainRule,
  checkDerivatives,
  checkDomains,
  checkEnds,
  checkFinite,
  checkPurity,
  type PathEnds,
} from './interpolant-checks.ts';

/**
 * What every interpolant must hold, as a suite. `startMismatch`: for paths that begin beside their source.
 */
export function interpolantContract<Options, Given>(
  plugin: ComponentMaker<Interpolant, Options, Given>,
  { options, services, ...ends }: ContractSetup<Options, Given> & PathEnds = {},
): void {
  describe(suiteTitle('interpolant', plugin.name, options), () => {
    const interpolant = plugin.make(options, services);
    test('domains shrink with the order', () => checkDomains(interpolant));
    test('begins at the source and ends at the data', () => checkEnds(interpolant, ends));
    test('is finite on its domains', () => checkFinite(interpolant));
    test('each derivative is the slope of the one below', () => checkDerivatives(interpolant));
    test('follows the chain rule', () => checkChainRule(interpolant));
    test('depends on nothing but the time', () => checkPurity(interpolant));
  });
}
