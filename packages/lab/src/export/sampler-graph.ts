import { type Parameters, required, type Tensor2D, type TensorRecord, tf, timeGrid } from '@highorder/core';
import { type Graph, type InputSpec, recordToRun, simplify } from '@highorder/engine';
import type { Model } from '../model.ts';

/** Names of the sampler's input and output. */
export const samplerNames = { source: 'source', samples: 'samples' } as const;

/**
 * The whole sampler as a graph: source points [rows, dimension] to samples [rows, dimension], both in the data's own
 * units, by `steps` steps of the experiment's integrator. Further inputs are the parameters, by their names in the
 * layout.
 */
export function samplerGraph(model: Model, steps: number, rows: number): Graph {
  const { layout, experiment } = model;
  const inputs: Record<string, InputSpec> = {
    [samplerNames.source]: { shape: [rows, experiment.dimension] },
  };
  for (const { name, spec } of layout.slots) inputs[name] = { shape: spec.shape };
  return simplify(recordToRun((given) => sample(model, steps, given), inputs));
}

function sample(model: Model, steps: number, given: TensorRecord): TensorRecord {
  const { units, view, experiment } = model;
  const flow = model.flow(parametersOf(model, given));
  const times = timeGrid(view.clock, steps);
  const source = required(given[samplerNames.source], 'The sampler has source points.') as Tensor2D;
  const [rows] = source.shape;
  const center = tf.tensor1d([...units.center]);
  let x: Tensor2D = tf.div(tf.sub(source, center), units.scale);
  for (let step = 0; step < steps; step++) {
    const from = Number(times[step]);
    const t: Tensor2D = tf.fill([rows, 1], from);
    const d: Tensor2D = tf.fill([rows, 1], Number(times[step + 1]) - from);
    x = experiment.integrator.component.step(flow, { x, t, d });
  }
  return { [samplerNames.samples]: tf.add(tf.mul(x, units.scale), center) };
}

function parametersOf({ layout }: Model, given: TensorRecord): readonly Parameters[] {
  return Array.from({ length: layout.heads }, (_, head) =>
    Object.fromEntries(
      layout.slots
        .filter((slot) => slot.head === head)
        .map(({ name, spec }) => [spec.name, required(given[name], `The sampler lacks ${name}.`)]),
    ),
  );
}
