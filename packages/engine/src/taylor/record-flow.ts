import {
  type Flow,
  type FlowPoint,
  required,
  type Parameters,
  type Tensor2D,
  type TensorRecord,
} from '@highorder/core';
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

/** Makes a step x(t) -> x(t + d) of a flow, [rows, dimension]. */
export type Advance = (flow: Flow, from: FlowPoint) => Tensor2D;

/** The name of a recorded step among the outputs of its graph. */
export const stepName = 'step';

/** The name of u_k among the outputs of a recorded flow. */
export function headName(order: number): string {
  return `u${order}`;
}

/**
 * The heads of a flow as a graph, for points of that many rows: outputs `u1`, `u2`, ... Its inputs are `x`, `t`, `d`, and
 * the parameters by the names of their slots, so that one graph serves every set of parameters. Throws as `record` does.
 */
export function recordHeads(recording: FlowRecording): Graph {
  return recordAtPoints(recording, (flow, point) => {
    const derivatives = flow.at(point);
    return Object.fromEntries(flow.orders.map((order) => [headName(order), derivatives.order(order)]));
  });
}

/** A step of the flow as a graph with the output `step` and the inputs of `recordHeads`. Throws as `record` does. */
export function recordStep(recording: FlowRecording, advance: Advance): Graph {
  return recordAtPoints(recording, (flow, point) => ({ [stepName]: advance(flow, point) }));
}

function recordAtPoints(
  { flow, layout, dimension, rows }: FlowRecording,
  compute: (flow: Flow, point: FlowPoint) => TensorRecord,
): Graph {
  const points = { x: { shape: [rows, dimension] }, t: { shape: [rows, 1] }, d: { shape: [rows, 1] } };
  const parameters = layout.slots.map(({ name, spec }) => [name, { shape: spec.shape }] as const);
  return record(
    (inputs) => {
      const point = (name: 'x' | 't' | 'd') => required(inputs[name], `A flow has ${name}.`) as Tensor2D;
      return compute(flow(headParameters(layout, inputs)), { x: point('x'), t: point('t'), d: point('d') });
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
