import type { AffineMap, Distribution, Points } from '@highorder/core';
import { HighOrderError, randomStream, toUnits } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import { z } from 'zod';

/** Points drawn once to measure the problem: enough that units differ by less than a percent between seeds. */
const MEASURED_POINTS = 10_000;

const positive = z.number().positive();

/** The schema of what a run keeps of its data. */
export const fittedSchema = z.object({
  format: z.literal(1),
  units: z.object({ center: z.array(z.number()).min(1), scale: positive }),
  sourceSpread: z.number().nonnegative(),
  targetSpread: z.number().nonnegative(),
});

/**
 * All that a trained flow owes to its data besides its parameters. Units and preconditioning follow from it, so that a run
 * that keeps it samples as it was trained, whatever became of the data.
 */
export interface Fitted {
  readonly format: 1;
  /** From the data's units to those of training. */
  readonly units: AffineMap;
  /** Root mean square of a coordinate, in the units of training. */
  readonly sourceSpread: number;
  readonly targetSpread: number;
}

/** Measures source and target. Deterministic, and the same for every seed of the experiment. */
export function fitToData(
  { scaling }: Experiment,
  sides: { readonly source: Distribution; readonly target: Distribution },
): Fitted {
  const source = measure(sides.source, 'source');
  const target = measure(sides.target, 'target');
  const units = scaling.fit({ source, target });
  return {
    format: 1,
    units,
    sourceSpread: spread(toUnits(units, source)),
    targetSpread: spread(toUnits(units, target)),
  };
}

/** Throws where a run's measures are of points of another dimension. */
export function refuseOtherDimension({ units }: Fitted, { name, dimension }: Experiment): void {
  if (units.center.length === dimension) return;
  throw new HighOrderError({
    where: name,
    message: `The run was trained on points of ${units.center.length} coordinates; this experiment has ${dimension}.`,
    fix: 'Use the configuration of the run itself.',
  });
}

/** The same points whatever the experiment's seed, so that seeds share their units. */
function measure(distribution: Distribution, side: string): Points {
  return distribution.sample(MEASURED_POINTS, randomStream({ seed: 0, purpose: `measure/${side}` }));
}

/** Root mean square of a coordinate. */
function spread({ values }: Points): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
