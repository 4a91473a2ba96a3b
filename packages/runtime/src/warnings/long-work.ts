import { type OrderHead, sizeOf } from '@highorder/core';
import type { Finding } from '../checks/index.ts';
import type { Experiment } from '../experiment.ts';

/** Two fast cores: a processor that does less takes longer. */
const flopsPerSecond = 1e11;

/** From here on it is warned about. */
const day = 24 * 3600;

type Sized = Pick<Experiment, 'heads' | 'dimension' | 'training' | 'evaluation'>;

/** Warns of a training or an evaluation whose products alone keep a fast processor busy for days, before it begins. */
export function warnOfLongWork({ heads, dimension, training, evaluation }: Sized): readonly Finding[] {
  const weights = heads.map(({ component }) => weightsOf(component, dimension));
  // Forward, and back by inputs and by weights; each row asks one head at least.
  const update = 6 * training.batch * Math.min(...weights);
  const steps = evaluation.steps.reduce((sum, count) => sum + count, 0);
  // A step of the sampler asks the velocity at least.
  const sampling = 2 * evaluation.samples * steps * Math.min(...weights);
  return [
    longer('training.steps', `training of ${training.steps} updates`, training.steps * update),
    longer('evaluation.samples', `sampling of ${evaluation.samples} points`, sampling),
  ].flat();
}

function longer(path: string, what: string, flops: number): readonly Finding[] {
  const seconds = flops / flopsPerSecond;
  if (seconds < day) return [];
  const days = Number((seconds / day).toPrecision(2));
  return [{ path, message: `${what} takes at least ${days} days at ${flopsPerSecond / 1e9} GFLOP/s.` }];
}

/** Numbers in the matrices of a head: each is multiplied once for a row at least. */
function weightsOf(head: OrderHead, dimension: number): number {
  const matrices = head.parameters(dimension).filter(({ shape }) => shape.length === 2);
  return matrices.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
