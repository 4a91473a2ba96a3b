import type { AffineMap, Points } from './points.ts';

/** Sizeable samples of both sides, in the data's own units. */
export interface ScalingInputs {
  readonly source: Points;
  readonly target: Points;
}

/** Chooses the units of training: z = (x - center) / scale, the same map for source and target. Kind `scaling`. */
export interface Scaling {
  fit(inputs: ScalingInputs): AffineMap;
}
