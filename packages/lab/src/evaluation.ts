import type { DrawScheme, EvaluationRow, MeasuringRecord, Points } from '@highorder/core';
import type { AskedFlow } from './flow-answers.ts';
import type { FloorDraw } from './floor-draws.ts';
import type { ExactMemory } from './remembered/exact-memory.ts';

/** A metric that says nothing about this problem. */
export interface SkippedMetric {
  readonly metric: string;
  readonly reason: string;
}

/** How good a flow is, metric by metric, beside each metric's noise floor. */
export interface Evaluation {
  readonly rows: readonly EvaluationRow[];
  readonly skipped: readonly SkippedMetric[];
}

/** Samples of one number of steps from independent source points. */
export interface SampleSet {
  readonly steps: number;
  readonly samples: Points;
}

/** An evaluation and the points behind it, in the data's own units. */
export interface EvaluationResult {
  readonly evaluation: Evaluation;
  readonly source: Points;
  readonly target: Points;
  readonly sampleSets: readonly SampleSet[];
}

/** What is evaluated; the signal gives the evaluation up, with its reason. */
export interface EvaluationRequest extends AskedFlow {
  /** Where it is remembered what metrics know of the exact flow, which takes long to compute; nowhere where absent. */
  readonly memory?: ExactMemory | undefined;
  /** Called before each part, so that nobody waits without a word. */
  readonly onProgress?: ((record: MeasuringRecord) => void) | undefined;
}

/** All points that the metrics of a scheme look at. */
export interface SchemeDraws {
  readonly scheme: DrawScheme;
  readonly source: Points;
  readonly reference: Points;
  readonly sampleSets: readonly SampleSet[];
  /** Draws for the floor. */
  readonly truths: readonly FloorDraw[];
}
