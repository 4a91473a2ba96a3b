import type { Callback } from './callback.ts';
import type { Coupling } from './coupling.ts';
import type { Distribution } from './distribution.ts';
import type { Engine } from './engine.ts';
import type { Integrator } from './integrator.ts';
import type { Interpolant } from './interpolant.ts';
import type { Launcher } from './launcher.ts';
import type { LossTerm } from './loss-term.ts';
import type { Metric } from './metric.ts';
import type { LearningRate, Optimizer } from './optimizer.ts';
import type { OrderHead } from './order-head.ts';
import type { Preconditioning } from './preconditioning.ts';
import type { Scaling } from './scaling.ts';
import type { TimeSampler } from './time-sampler.ts';

/**
 * Each kind of component and its interface. Open: a package that declares a new kind adds a member by declaration
 * merging and exports the kind with `defineKind`.
 */
export interface Components {
  readonly callback: Callback;
  readonly coupling: Coupling;
  readonly data: Distribution;
  readonly engine: Engine;
  readonly head: OrderHead;
  readonly integrator: Integrator;
  readonly interpolant: Interpolant;
  readonly launcher: Launcher;
  readonly 'learning-rate': LearningRate;
  readonly loss: LossTerm;
  readonly metric: Metric;
  readonly optimizer: Optimizer;
  readonly preconditioning: Preconditioning;
  readonly scaling: Scaling;
  readonly 'time-sampler': TimeSampler;
}

export type Kind = keyof Components & string;
