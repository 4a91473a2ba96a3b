import type { Scalar, Tensor, Tensor1D } from './tensor.ts';

/** Moments and the like, each as long as the parameters. */
export type OptimizerState = Readonly<Record<string, Tensor1D>>;

/** One update: all trainable numbers as one flat vector. */
export interface OptimizerStep {
  /** [size] */
  readonly parameters: Tensor1D;
  /** [size], after clipping. */
  readonly gradient: Tensor1D;
  readonly state: OptimizerState;
  /** From the schedule, for this step. */
  readonly learningRate: Scalar;
  /** 1 for the first update. */
  readonly step: Scalar;
  /** What `Optimizer.numbers` gave for this update, by name. */
  readonly numbers: Readonly<Record<string, Scalar>>;
}

/** Which update the host prepares. */
export interface OptimizerUpdate {
  /** 1 for the first update. */
  readonly step: number;
  /** From the schedule, for this step. */
  readonly learningRate: number;
}

/** What an update gives. */
export interface OptimizerResult {
  readonly parameters: Tensor1D;
  readonly state: OptimizerState;
}

/** An update rule, pure: state comes in as an argument and goes out as a result. Kind `optimizer`. */
export interface Optimizer {
  readonly learningRate: LearningRate;
  /** Names of the vectors that it keeps; all start at zero. */
  readonly moments: readonly string[];
  /**
   * Host, float64: numbers that depend on the update alone, such as the corrections of Adam; the engine gets them as
   * scalars. Always the same names. Nothing where absent.
   */
  numbers?(update: OptimizerUpdate): Readonly<Record<string, number>>;
  /** Engine: the new parameters and state. No gradients flow. */
  update(step: OptimizerStep): OptimizerResult;
}

/** A schedule of the learning rate, on the host. Kind `learning-rate`. */
export interface LearningRate {
  /** The rate of update `step` (0 for the first) of `steps` in all. */
  at(step: number, steps: number): number;
}

/** A tensor of named tensors. */
export type TensorRecord = Readonly<Record<string, Tensor>>;
