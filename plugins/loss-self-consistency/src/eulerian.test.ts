import {
  type DrawnRows,
  equalMixture,
  type Scalar,
  type Tensor,
  tf,
  type TimeSampler,
  type TrainingStep,
} from '@highorder/core';
import {
  averagedFlow,
  type DifferentiableFlow,
  exampleParameters,
  exampleRows,
  exampleStep,
  exampleTimes,
  expectClose,
  gradientsOf,
  lossContract,
  mixtureTrajectories,
  prepareTensors,
  straightPath,
  taylorAdvanceAlong,
  trainableFlow,
  turningTrajectories,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import selfConsistency from './self-consistency.ts';

/** Steps of any length: no finest one. */
const anyStep: TimeSampler = { draw: exampleTimes.draw };
const plugin = withParts(selfConsistency, { times: anyStep });

lossContract(plugin, { options: { rule: 'eulerian' } });
lossContract(plugin, {
  options: { rule: 'eulerian', teacher: 'average' },
  targets: 'teacher',
  solution: { highest: 2 },
});

beforeAll(prepareTensors);

const whole = exampleRows({ steps: true });
/** Within [0.1, 0.9], since exact averages are differentiated to both sides in t and d. */
const rows: DrawnRows = { ...whole, t: whole.t.map((t) => 0.1 + 0.8 * t), d: whole.d.map((d) => 0.8 * d) };
const term = plugin.make({ rule: 'eulerian' });

const fields = {
  'a turning linear field': turningTrajectories(),
  'a Gaussian to three': mixtureTrajectories({
    source: equalMixture([[0, 0]], 1),
    target: equalMixture(
      [
        [2, 0],
        [-1, 1.7],
        [-1, -1.7],
      ],
      0.6,
    ),
    interpolant: straightPath,
  }),
};

describe.each(Object.entries(fields))('the exact step of %s', (_, trajectories) => {
  /** u_1 at d = 0 is the velocity: of an average velocity too. */
  const exact = (order: number) => averagedFlow(trajectories, order);

  test.each([1, 2, 3])('has no loss with heads to order %i', (order) => {
    const loss = term.evaluate(exampleStep(term, { rows, flow: exact(order) })).dataSync();
    expectClose('loss', loss, new Array<number>(12).fill(0), { absolute: 1e-8 });
  });

  test('has one where its last head is no average', () => {
    const flow = exact(2);
    const instantaneous: DifferentiableFlow = {
      ...flow,
      at: (point) => flow.at({ ...point, d: tf.zerosLike(point.d) }),
      along: (at, line, ...asked) =>
        flow.along({ ...at, d: tf.zerosLike(at.d) }, { ...line, d: 0 }, ...asked),
    };
    const loss = term.evaluate(exampleStep(term, { rows, flow: instantaneous })).dataSync();
    rows.d.forEach((d, row) => {
      if (d >= 0.2) expect(loss[row]).toBeGreaterThan(1e-5);
      if (d === 0) expect(loss[row]).toBeLessThan(1e-8);
    });
  });
});

test('the gradient does not go through space: it is that with a teacher of the same parameters', () => {
  const parameters = exampleParameters(2, 1);
  const gradient = (teacher: string, of: Tensor) => {
    const chosen = plugin.make({ rule: 'eulerian', teacher });
    const loss = ({ trained }: Readonly<Record<string, Tensor>>) => {
      const flows = { flow: trainableFlow(2, trained as Tensor), teacher: trainableFlow(2, of) };
      return tf.mean<Scalar>(chosen.evaluate(exampleStep(chosen, { rows: whole, ...flows })));
    };
    return Array.from(gradientsOf(loss, { trained: parameters })['trained'] ?? []);
  };
  const own = gradient('current', parameters);
  expectClose('gradient', own, gradient('average', parameters), { relative: 1e-4, absolute: 1e-6 });
  expect(own).not.toEqual(gradient('average', exampleParameters(2, 2)));
});

test('two tangents: towards the fixed endpoint, and with the velocity at d = 0', () => {
  const flow = trainableFlow(2, exampleParameters(2, 1));
  const lines: { readonly moves: boolean; readonly t: number; readonly d: number }[] = [];
  const advanceAlong: TrainingStep['advanceAlong'] = (chosen, from, line, order) => {
    lines.push({ moves: line.x !== 0, t: line.t, d: line.d });
    if (line.x !== 0) {
      const velocity = flow.at({ ...from, d: tf.zerosLike(from.d) }).order(1);
      expectClose('velocity', line.x.dataSync(), velocity.dataSync(), { absolute: 1e-6 });
    }
    return taylorAdvanceAlong(chosen, from, line, order);
  };
  term.evaluate(exampleStep(term, { rows: whole, flow, advanceAlong }));
  expect(lines).toEqual([
    { moves: false, t: 1, d: -1 },
    { moves: true, t: 0, d: 0 },
  ]);
});

test('refuses a ladder of steps, and a choice of the rule lagrangian', () => {
  expect(term).toMatchObject({ orders: [1], differentiatesStep: true });
  expect(() => withParts(selfConsistency, { times: exampleTimes }).make({ rule: 'eulerian' })).toThrow(
    /The rule "eulerian" is a differential equation[^]*Way out: Set `times: \{ use: two-times, equal: 0 \}`/,
  );
  expect(() => plugin.make({ rule: 'eulerian', held: 'none' })).toThrow(/what "eulerian" holds is settled/);
  expect(() => plugin.make({ rule: 'eulerian', gradientsToVelocity: false })).toThrow(
    /differentiates the whole step/,
  );
});
