import type { Coupling } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import {
  checkExchangeableRows,
  checkMarginals,
  checkPairCounts,
  checkPairStreams,
} from './coupling-checks.ts';

/**
 * What every coupling must hold, as a suite. Marginals are tested on 1000 pairs: a coupling with a fixed set needs at least
 * as many in it.
 */
export function couplingContract<Options, Given>(
  plugin: ComponentMaker<Coupling, Options, Given>,
  { options, services }: ContractSetup<Options, Given> = {},
): void {
  describe(suiteTitle('coupling', plugin.name, options), () => {
    const coupling = plugin.make(options, services);
    test('gives as many pairs as asked for', () => checkPairCounts(coupling));
    test('keeps both marginals', () => checkMarginals(coupling));
    test('gives rows in random order', () => checkExchangeableRows(coupling));
    test('draws from the stream alone', () => checkPairStreams(coupling));
  });
}
