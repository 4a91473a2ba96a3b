import type { ResolvedExperiment } from '@highorder/config';
import type {
  Callback,
  Coupling,
  Distribution,
  Engine,
  Integrator,
  Interpolant,
  LossTerm,
  Metric,
  Optimizer,
  OrderHead,
  Preconditioning,
  Scaling,
} from '@highorder/core';
import type { RowPlan } from './row-plan.ts';

/** A component with the name of the plugin that made it. */
export interface Named<Component> {
  /** The plugin's name. */
  readonly use: string;
  /** Its place in the configuration, such as `heads.0`. */
  readonly path: string;
  readonly component: Component;
}

/** A loss term with its weight in this experiment. */
export interface WeightedTerm {
  readonly use: string;
  /** The term's own name, with its place added where another term has the same. */
  readonly name: string;
  readonly term: LossTerm;
  readonly weight: number;
  /** Why it is that, where the experiment gives no weight and the term's own is not 1. */
  readonly weightReason?: string | undefined;
}

/** An assembled experiment: live components and settings, checked to fit together. */
export interface Experiment {
  readonly resolved: ResolvedExperiment;
  readonly name: string;
  readonly seed: number;
  /** The SHA-256 of every file that its components have read so far, by the path in the configuration. */
  readonly files: ReadonlyMap<string, string>;
  readonly dimension: number;
  /** 1 ... K. */
  readonly orders: readonly number[];
  readonly source: Distribution;
  readonly target: Distribution;
  /** Size of the fixed set of each side, or fresh draws for every batch. */
  readonly samples: number | 'fresh';
  readonly coupling: Coupling;
  readonly interpolant: Interpolant;
  readonly heads: readonly Named<OrderHead>[];
  readonly losses: readonly WeightedTerm[];
  readonly rowPlan: RowPlan;
  readonly integrator: Named<Integrator>;
  readonly scaling: Scaling;
  readonly preconditioning: Preconditioning;
  readonly engine: Engine;
  readonly optimizer: Optimizer;
  readonly metrics: readonly Named<Metric>[];
  readonly callbacks: readonly Callback[];
  readonly training: TrainingSettings;
  readonly evaluation: EvaluationSettings;
  /** BibTeX of every plugin in use, once each. */
  readonly citations: readonly string[];
}

/** How long and how training goes. */
export interface TrainingSettings {
  readonly steps: number;
  /** Rows of a batch, all groups together. */
  readonly batch: number;
  /** Largest norm of the gradient, or no clipping. */
  readonly clip: number | null;
  /** Decay of the moving average of parameters, or no average. */
  readonly average: number | null;
  /** Whether the decay after n updates is at most (1 + n) / (10 + n), so that the average forgets its start. */
  readonly averageWarmup: boolean;
  /** A line of metrics every so many steps. */
  readonly log: number;
  /** A checkpoint every so many steps. */
  readonly checkpoint: number;
}

/** How a trained flow is measured. */
export interface EvaluationSettings {
  /** Numbers of steps of the sampler. */
  readonly steps: readonly number[];
  /** Points on each side. */
  readonly samples: number;
  /** Independent draws of the truth behind each noise floor. */
  readonly draws: number;
}
