import { type OrderHead, tf } from '@highorder/core';
import { beforeAll, describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import { checkHeadDimension, MANY_DIMENSIONS } from './dimension-checks.ts';
import {
  checkHeadFacts,
  checkHeadGradient,
  checkInitialValues,
  checkOutputShapes,
  checkParametersUsed,
  checkRowsApart,
  checkSees,
} from './head-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

/** Coordinates of the points on which a head is examined. */
const DIMENSIONS = [1, 2, 3];

/** What the contract must be told about a head. */
export interface HeadFacts {
  /**
   * The largest dimension that it is tried in, where its cost grows faster than the dimension: a Transformer over coordinates pays for
   * their pairs. 784 where absent.
   */
  readonly largest?: number;
}

/** What every head must hold, as a suite. */
export function headContract<Options, Given>(
  plugin: ComponentMaker<OrderHead, Options, Given>,
  { options, services, largest = Infinity }: ContractSetup<Options, Given> & HeadFacts = {},
): void {
  describe(suiteTitle('head', plugin.name, options), () => {
    beforeAll(prepareTensors);
    const head = plugin.make(options, services);
    test('states its orders and what it sees', () => checkHeadFacts(head));
    describe.each(DIMENSIONS)('in dimension %i', (dimension) => {
      test('first values follow the seed', () => checkInitialValues(head, dimension));
      test('gives an output of the right shape for each order', () => checkOutputShapes(head, dimension));
      test('keeps rows apart', () => checkRowsApart(head, dimension));
      test('depends on what it sees, and on nothing else', () => checkSees(head, dimension));
      test('uses the parameters that it declares', () => checkParametersUsed(head, dimension));
    });
    const dimensions = MANY_DIMENSIONS.filter((dimension) => dimension <= largest);
    test.each(dimensions)('dimensions: holds in dimension %i', (dimension) =>
      tf.tidy(() => checkHeadDimension(head, dimension)),
    );
    test('gradients are those of differences', () => checkHeadGradient(head, 2));
  });
}
