import { definePlugin, type HeadAnswer, type Interpolant, type Problem, required } from '@highorder/core';
import { exactFields, type FieldsAtTime, lacksExactFlow, mixturePathOf } from '@highorder/oracle';
import { z } from 'zod';
import { pathPoints } from './path-points.ts';
import { rootMeanSquare, rootMeanSquareError } from './root-mean-square.ts';

/**
 * How far each head is from the exact field of its order, at d = 0 and at times of the path: the root mean square of
 * |u_k(x, t, 0) - exact(x, t)| over points x of the exact density p_t, in the data's units by time^k, and relative to the
 * root mean square of the exact field (left out where that is 0).
 *
 * The head of order 1 is held against the velocity u. A head of order k >= 2 is held against both fields that it may have
 * been trained to be: the conditional mean E[x^(k) | x_t = x] and the material derivative D^(k-1) u / Dt^(k-1), which is
 * that of a flow line. What it learns follows from the target of its loss. At times outside of the path's domain of order
 * k nothing is said of that order.
 *
 * The floor is 0: heads may be the exact fields. Those are of independently coupled source and target. Derivatives are large
 * near the lines that part two modes, and rule the mean square of the higher orders.
 */
export default definePlugin({
  kind: 'metric',
  name: 'field-error',
  summary:
    'Distance of each head from the exact field of its order, time by time, for problems between mixtures.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    times: z
      .array(z.number().min(0).max(1))
      .min(1)
      .default([0.1, 0.3, 0.5, 0.7, 0.9])
      .describe('Times t at which heads are measured.'),
    points: z
      .int()
      .positive()
      .default(400)
      .describe('Points looked at for each time, the first so many; fewer where there are fewer.'),
  }),
  create: ({ times, points }) => ({
    points,
    values: (orders) => namesOf(times, orders),
    unsuitable: (problem) => lacksExactFlow(problem) ?? lateReason(problem, times),
    ask: (about) => ({ heads: times.map((t) => ({ x: pathPoints(about, points, t), t, d: 0 })) }),
    measure({ problem, flow }) {
      const { heads } = required(flow, 'field-error needs the answers of the flow.');
      const path = mixturePathOf(problem);
      const fields = exactFields(path);
      const rows = heads.flatMap((answer) =>
        errorsAt(fields.at(answer.t), answer, definedOrders(path.interpolant, answer)),
      );
      return Object.fromEntries(rows);
    },
    floor: ({ orders = [1] }) => Object.fromEntries(namesOf(times, orders).map((name) => [name, 0])),
  }),
});

type NamedValue = readonly [name: string, value: number];

/** An exact field that a head is held against. */
interface ComparedField {
  readonly name: string;
  at(fields: FieldsAtTime, x: Float64Array): Float64Array;
}

function fieldsOf(order: number): readonly ComparedField[] {
  if (order === 1) return [{ name: 'velocity', at: (fields, x) => fields.velocity(x) }];
  return [
    { name: `order-${order}/conditional`, at: (fields, x) => fields.conditional(x, order) },
    { name: `order-${order}/material`, at: (fields, x) => fields.material(x, order) },
  ];
}

/** The names of all its values, for each order absolute and relative. */
function namesOf(times: readonly number[], orders: readonly number[]): readonly string[] {
  const fields = orders.flatMap(fieldsOf);
  const names = times.flatMap((t) => fields.map(({ name }) => nameAt(name, t)));
  return names.flatMap((name) => [name, `${name}/relative`]);
}

function nameAt(field: string, t: number): string {
  return `field-error/${field}/t=${t}`;
}

function errorsAt(
  fields: FieldsAtTime,
  { x, t, orders }: HeadAnswer,
  defined: readonly number[],
): readonly NamedValue[] {
  return defined.flatMap((order) => {
    const head = required(orders.get(order), 'A defined order is one of the heads.');
    return fieldsOf(order).flatMap(({ name, at }): readonly NamedValue[] => {
      const exact = at(fields, x.values);
      const error = rootMeanSquareError(head, exact, x.dimension);
      const size = rootMeanSquare(exact, x.dimension);
      const absolute: NamedValue = [nameAt(name, t), error];
      return size === 0 ? [absolute] : [absolute, [`${nameAt(name, t)}/relative`, error / size]];
    });
  });
}

/** The orders of the heads that have an exact field at the time. */
function definedOrders(path: Interpolant, { t, orders }: HeadAnswer): readonly number[] {
  return [...orders.keys()].filter((order) => isDefined(path, order, t));
}

function isDefined(path: Interpolant, order: number, t: number): boolean {
  const { from, to } = path.domain(order);
  return from <= t && t <= to;
}

function lateReason({ interpolant }: Problem, times: readonly number[]): string | undefined {
  const late = times.find((t) => interpolant !== undefined && !isDefined(interpolant, 1, t));
  return late === undefined ? undefined : `The path has no velocity at t = ${late}.`;
}
