import type { Distribution } from '@highorder/core';
import type { Moments } from '@highorder/oracle';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import { checkWhiteNoise, MANY_DIMENSIONS } from './dimension-checks.ts';
import {
  checkComponents,
  checkMixture,
  checkMoments,
  checkRandomness,
  checkShape,
  checkVariety,
} from './distribution-checks.ts';

/** What the contract must be told about a distribution that is no mixture. */
export interface DistributionFacts {
  /** Exact mean and covariance. Those of the mixture where absent. */
  readonly moments?: Moments;
}

/** White noise around a mean, as a distribution of any dimension should draw it. */
export interface WhiteNoise {
  readonly distribution: Distribution;
  readonly means: readonly number[];
  readonly variance: number;
}

/** What every distribution must hold, as a suite. `moments`: for those that are no mixture. */
export function distributionContract<Options, Given>(
  plugin: ComponentMaker<Distribution, Options, Given>,
  { options, services, moments }: ContractSetup<Options, Given> & DistributionFacts = {},
): void {
  describe(suiteTitle('distribution', plugin.name, options), () => {
    const distribution = plugin.make(options, services);
    test('gives as many finite points as asked for', () => checkShape(distribution));
    test('draws from its stream and nothing else', () => checkRandomness(distribution));
    test('gives points that differ', () => checkVariety(distribution));
    test('has its exact mean and covariance', () => checkMoments(distribution, moments));
    test('states a sound mixture, if any', () => checkMixture(distribution));
    test('labels points with their component, if at all', () => checkComponents(distribution));
  });
}

/** What a distribution that can be white noise in any dimension must hold, as a suite. */
export function whiteNoiseContract(name: string, make: (dimension: number) => WhiteNoise): void {
  describe(`distribution: ${name}`, () => {
    test.each(MANY_DIMENSIONS)('dimensions: is white noise around its mean in dimension %i', (dimension) => {
      const { distribution, ...noise } = make(dimension);
      checkWhiteNoise(distribution, noise);
    });
  });
}
