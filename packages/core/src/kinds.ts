import type { Kind } from './components.ts';
import { defineKind, type KindDefinition } from './define-kind.ts';

const summaries = {
  callback: 'Watches a run.',
  coupling: 'Pairs source points with data points.',
  data: 'A distribution of points: the source or the target.',
  engine: 'Executes numeric functions.',
  head: 'The network of one order or of several: u_k.',
  integrator: 'Turns a flow into steps x(t) -> x(t + d).',
  interpolant: 'The path from source to data: alpha(t), beta(t) and all their derivatives.',
  launcher: 'Runs the jobs of a sweep.',
  'learning-rate': 'A schedule of the learning rate.',
  loss: 'One summand of the training loss.',
  metric: 'Measures how far samples are from the truth.',
  optimizer: 'Updates the parameters from their gradient.',
  preconditioning: 'What the networks see of x, t and d.',
  scaling: 'The units of training.',
  'time-sampler': 'Draws the times and steps of a group of rows.',
} as const satisfies Partial<Record<Kind, string>>;

/** The kinds that HighOrder itself declares. */
export const builtInKinds: readonly KindDefinition[] = Object.entries(summaries).map(([name, summary]) =>
  defineKind({ name, summary }),
);
