import { expect, test } from 'vitest';

/** Why a component breaks a promise of its contract by design, and how the check complains of it. */
export interface BrokenPromise {
  /** Why it does so all the same. */
  readonly reason: string;
  readonly complaint: RegExp;
}

/** Promises that a component breaks, by the title of the test in its contract. */
export type BrokenPromises = Readonly<Record<string, BrokenPromise>>;

/**
 * Registers the tests of a contract, title by title. A promise that is said to be broken is tested too: its check must
 * complain as said, so that the exemption ends with the mistake. Throws where a title is none of the contract's.
 */
export function testPromises(
  promises: Readonly<Record<string, () => void>>,
  broken: BrokenPromises = {},
): void {
  const unknown = Object.keys(broken).find((title) => !Object.hasOwn(promises, title));
  if (unknown !== undefined) {
    throw new Error(`The contract has no test "${unknown}"; it has: ${Object.keys(promises).join(', ')}.`);
  }
  for (const [title, check] of Object.entries(promises)) {
    const exemption = broken[title];
    if (exemption === undefined) test(title, check);
    else
      test(`breaks by design "${title}": ${exemption.reason}`, () =>
        expect(check).toThrow(exemption.complaint));
  }
}
