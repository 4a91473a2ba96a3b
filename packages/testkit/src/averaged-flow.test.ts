import { equalMixture, type FlowPoint, required, type Tensor, type Tensor2D, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { averagedFlow, mixtureTrajectories, turningTrajectories } from './averaged-flow.ts';
import { straightPath } from './example-paths.ts';
import { taylorAdvance } from './example-training.ts';
import { expectClose } from './expect-close.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { taylorAdvanceAlong } from './taylor-advance-along.ts';

beforeAll(prepareTensors);

const at = (): FlowPoint => ({
  x: tf.tensor2d([0.3, -0.8, 1.1, 0.4, -0.6, 0.2], [3, 2]),
  t: tf.tensor2d([[0.1], [0.5], [0.3]]),
  d: tf.tensor2d([[0.8], [0.25], [0]]),
});

const values = (tensor: Tensor | undefined) => required(tensor, 'a tensor').dataSync();

const fields = {
  turning: turningTrajectories(),
  mixture: mixtureTrajectories({
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

describe.each(Object.entries(fields))('%s', (_, trajectories) => {
  test.each([1, 2, 3])('the Taylor step of order %i ends where the trajectory does', (order) => {
    const { x, t, d } = at();
    const flow = averagedFlow(trajectories, order);
    const ends = [0, 1, 2].flatMap((row) => {
      const from = Number(t.dataSync()[row]);
      const point = Float64Array.from(x.dataSync().slice(2 * row, 2 * row + 2));
      return Array.from(trajectories.move(point, from, from + Number(d.dataSync()[row])));
    });
    expectClose('ends', taylorAdvance(flow, at()).dataSync(), ends, { absolute: 2e-6 });
  });

  test.each([1, 2, 3])(
    'order %i: the endpoint stands still where t grows as d falls, and x follows',
    (order) => {
      const flow = averagedFlow(trajectories, order);
      const velocity = required(flow.material(at(), 1)[0], 'velocity');
      const [, change] = taylorAdvanceAlong(flow, at(), { x: velocity, t: 1, d: -1 }, 1);
      expectClose('change', values(change), new Array<number>(6).fill(0), { absolute: 1e-4 });
      // With the step held it moves.
      const [, wrong] = taylorAdvanceAlong(flow, at(), { x: velocity, t: 1, d: 0 }, 1);
      expect(Math.abs(Number(values(wrong)[0]))).toBeGreaterThan(0.01);
    },
  );
});

test('material derivatives are those of the trajectories', () => {
  const flow = averagedFlow(fields.turning, 2);
  const move = (s: number): Tensor2D => {
    const rows = [0, 1, 2].map((row) => {
      const point = Float64Array.from(
        at()
          .x.dataSync()
          .slice(2 * row, 2 * row + 2),
      );
      return Array.from(fields.turning.move(point, 0, s));
    });
    return tf.tensor2d(rows);
  };
  const [first, second] = flow.material(at(), 2);
  const h = 0.02;
  const slope = tf.div(tf.sub(move(h), move(-h)), 2 * h);
  const bend = tf.div(tf.add(tf.sub(move(h), tf.mul(move(0), 2)), move(-h)), h * h);
  expectClose('velocity', values(first), slope.dataSync(), { absolute: 1e-3 });
  expectClose('acceleration', values(second), bend.dataSync(), { absolute: 5e-3 });
});
