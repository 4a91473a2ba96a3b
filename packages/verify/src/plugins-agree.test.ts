import { type Flow, identityClock, required, tf } from '@highorder/core';
import type { Model } from '@highorder/lab';
import {
  flowMapFixedPoint,
  paperFixedPoint,
  type PointFlow,
  type PointMap,
  shortcutFixedPoint,
  taylorStep,
} from '@highorder/oracle';
import { exampleRows, exampleStep, prepareTensors } from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { candidateMaps, type ExactFieldsOfFlow } from './candidate-maps.ts';
import { hostIntegrator } from './host-integrator.ts';
import { planOf } from './plan.ts';
import { settingOf } from './setting.ts';
import { oneHead, softModel, twoHeads } from './testing/soft-experiment.ts';
import { fieldsOf } from './verify-experiment.ts';

/**
 * The fixed points are computed apart from the plugins. Here they stand as the heads of a flow, and the plugins' own losses must
 * be 0 on them, to the rounding of float32.
 */
beforeAll(prepareTensors);

const ladder = { finest: 1 / 64, clock: identityClock };

/** A flow of orders 1 and 2 in the engine, made row by row from one on the host. */
function tensorFlow(flow: PointFlow): Flow {
  return {
    dimension: 2,
    orders: [1, 2],
    at: ({ x, t, d }) => ({
      order(k) {
        const [points, times, steps] = [x.dataSync(), t.dataSync(), d.dataSync()];
        const values = [...times].flatMap((time, row) => [
          ...flow.order(k, {
            x: Float64Array.from(points.subarray(2 * row, 2 * row + 2)),
            t: time,
            d: Number(steps[row]),
          }),
        ]);
        return tf.tensor2d(values, [times.length, 2]);
      },
    }),
  };
}

/** u_2 that makes the Taylor step of order 2 end where the fixed point of the flow-map rule does. */
function flowMapHeads(fields: ExactFieldsOfFlow): PointFlow {
  return secondHeadOf(flowMapFixedPoint(taylorStep(2), fields.taught, ladder), fields);
}

/** u_2 that makes the Taylor step of order 2 end where a map does. */
function secondHeadOf(map: PointMap, { taught }: ExactFieldsOfFlow): PointFlow {
  return {
    order(k, at) {
      if (k === 1 || at.d === 0) return taught.order(k, at);
      const velocity = taught.order(1, at);
      return map(at).map(
        (end, index) => (2 * (end - Number(at.x[index]) - at.d * Number(velocity[index]))) / at.d ** 2,
      );
    },
  };
}

const heads: Readonly<Record<string, (fields: ExactFieldsOfFlow) => PointFlow>> = {
  'flow-map': flowMapHeads,
  shortcut: ({ taught }) => shortcutFixedPoint(taught, ladder),
  paper: ({ taught }) => paperFixedPoint(taught, ladder, 2),
};

/** The largest loss of self-consistency over example rows of steps from 1/16 to 1. */
function largestLoss({ experiment }: Model, flow: PointFlow): number {
  const { term } = required(experiment.losses[2], 'Self-consistency is the third term.');
  const { interpolant } = experiment;
  const step = exampleStep(term, { rows: exampleRows({ steps: true }), flow: tensorFlow(flow), interpolant });
  return Math.max(...term.evaluate(step).dataSync());
}

describe.each(['flow-map', 'shortcut', 'paper'])('the rule %s', (rule) => {
  test('has no loss at its fixed point, and one at those of the other rules', async () => {
    const model = await softModel(twoHeads(rule, 'material'));
    const setting = settingOf(model, 4);
    const fields = fieldsOf(planOf(model.experiment, setting.clock), setting);
    for (const [name, make] of Object.entries(heads)) {
      const loss = largestLoss(model, make(fields));
      // Squared velocities are of size 10; u_2 is divided by d^2, at most 256, and multiplied again.
      if (name === rule) expect(loss, name).toBeLessThan(1e-7);
      else expect(loss, name).toBeGreaterThan(1e-5);
    }
  });
});

test('a ladder on a classical base has no loss at its fixed point, by the plugins of both terms', async () => {
  const method = twoHeads('flow-map').replace(
    /losses:[^]*integrator/,
    `losses:
  - { use: matching, order: 1 }
  - { use: base-step, times: { use: shortcut-ladder, finest: 16, drawn: finest } }
  - { use: self-consistency, base: taught, times: { use: shortcut-ladder, finest: 8 } }
integrator`,
  );
  const model = await softModel(method);
  const setting = settingOf(model, 4);
  const plan = planOf(model.experiment, setting.clock);
  const fields = fieldsOf(plan, setting);
  const { configured } = candidateMaps(required(plan.method, 'It has a fixed point.'), fields);
  const losses = (map: PointMap, index: number) => {
    const { term } = required(model.experiment.losses[index], 'There are three terms.');
    const rows = exampleRows({ steps: true });
    const { interpolant } = model.experiment;
    const step = exampleStep(term, { rows, flow: tensorFlow(secondHeadOf(map, fields)), interpolant });
    const found = term.evaluate(step).dataSync();
    return [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1].map((d) =>
      Math.max(...Array.from(found).filter((_, row) => Math.abs(Number(rows.d[row]) - d) < 1e-9)),
    );
  };
  const [base, ...ladder] = [losses(configured, 1)[0], ...losses(configured, 2).slice(1)];
  for (const loss of [base, ...ladder]) expect(loss).toBeLessThan(1e-7);
  // The exact flow is that of no base.
  expect(losses(fields.exact, 1)[0]).toBeLessThan(1e-7);
  const euler = flowMapFixedPoint(taylorStep(1), fields.taught, { finest: 1 / 8, clock: identityClock });
  expect(losses(euler, 1)[0]).toBeGreaterThan(1e-4);
});

test.each(['euler', 'heun', 'runge-kutta-4', 'taylor'])(
  'the integrator %s makes the same step here',
  async (name) => {
    const model = await softModel(
      name === 'taylor' ? twoHeads('flow-map') : oneHead('{ use: matching, order: 1 }', name),
    );
    const setting = settingOf(model, 4);
    const { taught } = fieldsOf(planOf(model.experiment, setting.clock), setting);
    const host = required(hostIntegrator(model.experiment), 'It is known.').step(taught, {
      ...{ x: setting.points, t: 0.25, d: 0.5 },
    });
    const column = (value: number) => tf.tensor2d([value, value, value, value], [4, 1]);
    const { component } = model.experiment.integrator;
    const step = component.step(tensorFlow(taught), {
      ...{ x: tf.tensor2d(Array.from(setting.points), [4, 2]), t: column(0.25), d: column(0.5) },
    });
    step.dataSync().forEach((value, index) => expect(value).toBeCloseTo(Number(host[index]), 5));
  },
);
