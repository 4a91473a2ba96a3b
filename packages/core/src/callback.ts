/** One step of training. */
export interface StepRecord {
  /** Updates done, 1 after the first. */
  readonly step: number;
  readonly steps: number;
  /** Seconds of training so far. */
  readonly seconds: number;
  /** Weighted sum of the terms. */
  readonly loss: number;
  /** Each term, averaged over its rows, before and after its weight. */
  readonly terms: Readonly<Record<string, { readonly raw: number; readonly weighted: number }>>;
  /** Euclidean norm of the gradient before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
}

/** One row of an evaluation. */
export interface EvaluationRow {
  readonly metric: string;
  /** Steps of the sampler. */
  readonly steps: number;
  /** Evaluations of the flow that one sample costs. */
  readonly evaluations: number;
  readonly value: number;
  /** Mean and deviation of what a perfect flow scores, where the metric knows, or of the metric between draws of the truth. */
  readonly floor: number;
  readonly floorDeviation: number;
  /** Whether more is better; less is where absent. */
  readonly higherIsBetter?: boolean | undefined;
  /** Points on each side. */
  readonly samples: number;
  /** Draws behind the mean and the deviation of the floor. Absent in old runs. */
  readonly draws?: number | undefined;
  /** p value of "samples and truth have one distribution", where the metric tests it. */
  readonly pValue?: number | undefined;
  /** How many of the samples are not finite. Where any is, the value is NaN: a mean over the others would flatter the flow. */
  readonly notFinite?: number | undefined;
}

/** What an evaluation is about to do. */
export interface MeasuringRecord {
  /** Such as "w2 at 4 steps". */
  readonly doing: string;
  /** Parts of the evaluation that are done, of all of them; parts take different times. */
  readonly done: number;
  readonly total: number;
}

/** What a callback watches. */
export interface WatchedRun {
  readonly watches: 'training' | 'evaluation';
  /** The name of the experiment. */
  readonly name: string;
  readonly seed: number;
  /** The run's own folder, which exists; absent where there is none. */
  readonly folder?: string | undefined;
  /** Updates done by now: more than 0 where training resumes, or a trained flow is evaluated. */
  readonly step: number;
  /** Updates of the whole training. */
  readonly steps: number;
}

/**
 * Watches a run. It cannot change it. Kind `callback`.
 *
 * Its functions return nothing, and no promise: the run does not wait. An error that one throws ends the run, and is told with
 * the callback's name. It is not part of a job's name, so that a job which is done is not run again for it, unless its plugin
 * states `affects: 'results'`.
 */
export interface Callback {
  /**
   * `onStep` is called after each update whose number is a multiple of it, whatever is logged. Where left out, it is called with
   * the steps that are logged: the first, those of `training.log`, and the last.
   */
  readonly every?: number | undefined;
  /** Once, before anything else. */
  onStart?(run: WatchedRun): void;
  onStep?(record: StepRecord): void;
  onCheckpoint?(checkpoint: { readonly step: number; readonly folder: string }): void;
  onWarning?(warning: { readonly step: number; readonly message: string }): void;
  /** Before each part of an evaluation. */
  onMeasuring?(record: MeasuringRecord): void;
  onEvaluation?(rows: readonly EvaluationRow[]): void;
}
