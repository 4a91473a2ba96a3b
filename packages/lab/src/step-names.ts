import type { Model } from './model.ts';

/** The names under which the state of training stands among a step's inputs and outputs. */
export const stateNames = {
  parameters: 'parameters',
  average: 'average',
  moment: (name: string) => `moment/${name}`,
} as const;

/** Scalars that the host gives to each step. */
export const scalarNames = {
  learningRate: 'learning-rate',
  step: 'step',
  /** The share of the new parameters in the moving average, where it changes from update to update. */
  averageShare: 'average-share',
  /** A number of the optimizer. */
  number: (name: string) => `optimizer/${name}`,
} as const;

/** The output with what a step reports: the raw mean of each term, then the total, then the gradient's norm. */
export const reportName = 'report';

/** The names of all state vectors of an experiment. */
export function stateVectorNames({ experiment }: Model): readonly string[] {
  const { optimizer, training } = experiment;
  return [
    stateNames.parameters,
    ...(training.average === null ? [] : [stateNames.average]),
    ...optimizer.moments.map(stateNames.moment),
  ];
}
