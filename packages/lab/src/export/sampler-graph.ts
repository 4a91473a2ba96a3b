import {
  type Flow,
  type Parameters,
  required,
  type Tensor2D,
  type TensorRecord,
  tf,
  timeGrid,
} from '@highorder/core';
import { type Graph, type InputSpec, recordToRun, simplify } from '@highorder/engine';
import type { Model } from '../model.ts';

/** Names of the sampler's input and output. */
export const samplerNames = { source: 'source', samples: 'samples' } as const;

/**
 * The whole sampler as a graph: source points [rows, dimension] to samples [rows, dimension], both in the data's own
 * units, by `steps` steps of the experiment's integrator. Further inputs are the parameters, by their names in the
 * layout. Its size grows with the steps.
 */
export function samplerGraph(model: Model, steps: number, rows: number): Graph {
  const points = { [samplerNames.source]: [rows, model.experiment.dimension] };
  return graphOf(model, points, (given) => sample(model, steps, given));
}

/** One step of it as a graph, in units of training: `x` [rows, dimension], `t` and `d` [rows, 1] to `next`. */
export function stepGraph(model: Model, rows: number): Graph {
  const points = { x: [rows, model.experiment.dimension], t: [rows, 1], d: [rows, 1] };
  const input = (given: TensorRecord, name: string) =>
    required(given[name], `The step has ${name}.`) as Tensor2D;
  return graphOf(model, points, (given) => ({
    next: model.experiment.integrator.component.step(flowOf(model, given), {
      x: input(given, 'x'),
      t: input(given, 't'),
      d: input(given, 'd'),
    }),
  }));
}

function graphOf(
  { layout }: Model,
  points: Readonly<Record<string, readonly number[]>>,
  compute: (given: TensorRecord) => TensorRecord,
): Graph {
  const shapes = [
    ...Object.entries(points),
    ...layout.slots.map(({ name, spec }) => [name, spec.shape] as const),
  ];
  const inputs: Record<string, InputSpec> = Object.fromEntries(
    shapes.map(([name, shape]) => [name, { shape }]),
  );
  return simplify(recordToRun(compute, inputs));
}

function sample(model: Model, steps: number, given: TensorRecord): TensorRecord {
  const { units, view, experiment } = model;
  const flow = flowOf(model, given);
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

function flowOf(model: Model, given: TensorRecord): Flow {
  return model.flow(parametersOf(model, given));
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
