import { type Flow, required, type Parameters, type Tensor2D, type TensorRecord } from '@highorder/core';
import type { Graph } from '../graph/graph.ts';
import type { ParameterLayout } from '../parameter-layout.ts';
import { record } from '../record/record.ts';

/** What a flow is recorded from. */
export interface FlowRecording {
  readonly dimension: number;
  readonly layout: ParameterLayout;
  /** Rows of the points at which it will be asked. */
  readonly rows: number;
  /** The flow of the parameters of each head. */
  flow(parameters: readonly Parameters[]): Flow;
}

/** The name of u_1 among the outputs of a recorded flow. */
export const velocityName = 'u1';

/**
 * The velocity u_1 of a flow as a graph, for points of that many rows. Its inputs are `x`, `t`, `d`, and the
 * parameters by the names of their slots, so that one graph serves every set of parameters. Throws as `record` does.
 */
export function recordVelocity({ flow, layout, dimension, rows }: FlowRecording): Graph {
  const points = { x: { shape: [rows, dimension] }, t: { shape: [rows, 1] }, d: { shape: [rows, 1] } };
  const parameters = layout.slots.map(({ name, spec }) => [name, { shape: spec.shape }] as const);
  return record(
    (inputs) => {
      const point = (name: 'x' | 't' | 'd') => required(inputs[name], `A flow has ${name}.`) as Tensor2D;
      const derivatives = flow(headParameters(layout, inputs)).at({
        x: point('x'),
        t: point('t'),
        d: point('d'),
      });
      return { [velocityName]: derivatives.order(1) };
    },
    { ...points, ...Object.fromEntries(parameters) },
  );
}

/** The parameters of each head by the names of a recorded flow's inputs. */
export function namedParameters({ slots }: ParameterLayout, parameters: readonly Parameters[]): TensorRecord {
  return Object.fromEntries(
    slots.map(({ name, head, spec }) => [
      name,
      required(parameters[head]?.[spec.name], `The flow lacks the parameter ${name}.`),
    ]),
  );
}

function headParameters({ heads, slots }: ParameterLayout, named: TensorRecord): readonly Parameters[] {
  return Array.from({ length: heads }, (_, head) =>
    Object.fromEntries(
      slots
        .filter((slot) => slot.head === head)
        .map(({ name, spec }) => [spec.name, required(named[name], `The flow lacks the parameter ${name}.`)]),
    ),
  );
}
