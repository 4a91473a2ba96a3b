import { describe, expect, test } from 'vitest';
import type { GraphExecutor } from '../../compile/executor.ts';
import { type Bench, openBench } from './bench.ts';
import { type Expectation, type ExpectationName, expectations } from './expectations.ts';

/** An expectation that an executor does not meet, and is not asked to. */
export interface Exemption {
  readonly from: ExpectationName;
  /** Why, in a sentence; shown in the title of the test. */
  readonly reason: string;
  /** Holds the executor to what it does instead. */
  readonly instead: Expectation;
}

/** The executor under test, and how it is tested. */
export interface Conformance<Held> {
  open(): Promise<GraphExecutor<Held>>;
  /** How many random examples an expectation tries; few where graphs are compiled for long. 12 where left out. */
  readonly runs?: number;
  readonly exemptions?: readonly Exemption[];
  /** Milliseconds that an expectation may take. 30 000 where left out. */
  readonly timeout?: number;
}

/**
 * What every executor of graphs must hold, as a suite: each operation of a graph gives what the plain backend of
 * TensorFlow.js gives, over random shapes, types and numbers, at the ends of functions, and so do functions of ordinary
 * tensor operations, gradients included.
 *
 * An exempt executor must break the expectation indeed: an exemption that is not needed any more fails.
 */
export function executorConformance<Held>({
  open,
  runs = 12,
  exemptions = [],
  timeout = 30_000,
}: Conformance<Held>): void {
  describe('conformance with the plain backend', () => {
    let opened: Promise<Bench> | undefined;
    const bench = () => (opened ??= open().then((executor) => openBench(executor, runs)));
    for (const [name, expectation] of Object.entries(expectations)) {
      const exemption = exemptions.find(({ from }) => from === name);
      if (exemption === undefined) {
        test(name, async () => expectation(await bench()), timeout);
      } else {
        const run = async () => checkExempt(expectation, exemption, await bench());
        test(`${name}: exempt. ${exemption.reason}`, run, timeout);
      }
    }
  });
}

async function checkExempt(expectation: Expectation, { instead }: Exemption, bench: Bench): Promise<void> {
  await expect(expectation(bench), 'The exemption is not needed any more.').rejects.toThrow();
  await instead(bench);
}
