import {
  createModel,
  createSampler,
  createTrainer,
  disposeState,
  evaluateFlow,
  type Model,
  samplingParameters,
} from '@highorder/lab';
import { openVariant } from './open-variant.ts';
import type { Measurement } from './results.ts';
import type { Variant } from './variants.ts';

/** The values that are kept, by the names of the metrics. */
const kept = ['mode-distance', 'w2-stratified', 'endpoint-error/median'];

/** Trains a variant with a seed and measures it; a last row tells how far the network of u_2 moved from where it began. */
export async function measure(
  problem: string,
  variant: Variant,
  seed: number,
): Promise<readonly Measurement[]> {
  const experiment = await openVariant(variant, seed);
  await experiment.engine.open();
  const model = createModel(experiment);
  const trainer = createTrainer(model, experiment.engine);
  let state = trainer.begin();
  const first = samplingParameters(state).read();
  while (state.step < experiment.training.steps) ({ state } = await trainer.advance(state, undefined));
  const parameters = samplingParameters(state);
  const sampler = createSampler(model, experiment.engine);
  const { evaluation } = await evaluateFlow({ model, sampler, parameters });
  const change = changeOfSecond(model, first, parameters.read());
  disposeState(state);
  const place = { problem, variant: variant.name, seed };
  return [
    ...evaluation.rows
      .filter(({ metric }) => kept.includes(metric))
      .map(({ metric, steps, value, floor }) => ({ ...place, metric, steps, value, floor })),
    ...(change === undefined
      ? []
      : [{ ...place, metric: 'change-of-u2', steps: 0, value: change, floor: 0 }]),
  ];
}

/** |new - old| / |old| over the parameters of the head of order 2; undefined where there is none. */
function changeOfSecond(
  { layout, experiment }: Model,
  before: Float32Array,
  after: Float32Array,
): number | undefined {
  const head = experiment.heads.findIndex(({ component }) => component.orders.includes(2));
  if (head < 0) return undefined;
  const slots = layout.slots.filter((slot) => slot.head === head);
  const squares = (value: (index: number) => number) =>
    slots.reduce((sum, { offset, size }) => {
      for (let index = offset; index < offset + size; index++) sum += value(index) ** 2;
      return sum;
    }, 0);
  const moved = squares((index) => Number(after[index]) - Number(before[index]));
  return Math.sqrt(moved / squares((index) => Number(before[index])));
}
