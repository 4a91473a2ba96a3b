import { type FlowPoint, required, type Tensor2D, tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import { differentiable, trainableFlow } from './differentiable-flow.ts';
import { rotatingFlow } from './example-flows.ts';
import { exampleParameters, taylorAdvance } from './example-training.ts';
import { expectClose } from './expect-close.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { taylorAdvanceAlong } from './taylor-advance-along.ts';

beforeAll(prepareTensors);

const at = (): FlowPoint => ({
  x: tf.tensor2d([
    [0.3, -0.8],
    [1.1, 0.4],
  ]),
  t: tf.tensor2d([[0.2], [0.7]]),
  d: tf.tensor2d([[0.5], [0.1]]),
});

/** Central differences in float32, good to a percent. */
const REACH = 0.05;
const slope = (f: (s: number) => Tensor2D): Tensor2D => tf.div(tf.sub(f(REACH), f(-REACH)), 2 * REACH);

test('derivatives along a line are differences of those below', () => {
  const flow = trainableFlow(1, exampleParameters(1, 1));
  const line = {
    x: tf.tensor2d([
      [1, -0.5],
      [0.2, 0.6],
    ]),
    t: 1,
    d: -1,
  };
  const { x, t, d } = at();
  const moved = (s: number): FlowPoint => ({
    x: tf.add(x, tf.mul(line.x, s)),
    t: tf.add(t, s),
    d: tf.sub(d, s),
  });
  const found = flow.along(at(), line, 3);
  expectClose('order 0', found[0]?.dataSync() ?? [], flow.at(at()).order(1).dataSync(), { absolute: 1e-6 });
  for (const k of [1, 2, 3]) {
    const expected = slope((s) => required(flow.along(moved(s), line, k - 1)[k - 1], 'lower'));
    expectClose(`order ${k}`, found[k]?.dataSync() ?? [], expected.dataSync(), { absolute: 0.02 });
  }
});

test('material derivatives are differences of those below along the flow', () => {
  const flow = trainableFlow(1, exampleParameters(1, 1));
  const { x, t, d } = at();
  const found = flow.material(at(), 4);
  expectClose('order 0', found[0]?.dataSync() ?? [], flow.at(at()).order(1).dataSync(), { absolute: 1e-6 });
  for (const k of [1, 2, 3]) {
    // A straight move along u_1 has the right first derivative.
    const moved = (s: number): FlowPoint => ({
      x: tf.add(x, tf.mul(flow.at(at()).order(1), s)),
      t: tf.add(t, s),
      d,
    });
    const expected = slope((s) => required(flow.material(moved(s), 4)[k - 1], 'lower'));
    expectClose(`order ${k}`, found[k]?.dataSync() ?? [], expected.dataSync(), { absolute: 0.02 });
  }
});

test('a flow without closed forms says so', () => {
  expect(() => differentiable(rotatingFlow().flow, at())).toThrow(/give `material` and `along`/);
});

test('derivatives of the Taylor step are differences of those below', () => {
  const flow = trainableFlow(3, exampleParameters(3, 1));
  const { x, t, d } = at();
  const lines = {
    'the step alone': { x: 0, t: 0, d: 1 },
    'the endpoint held': { x: tf.onesLike(x), t: 1, d: -1 },
  } as const;
  for (const [name, line] of Object.entries(lines)) {
    const moved = (s: number): FlowPoint => ({
      x: tf.add(x, tf.mul(line.x, s)),
      t: tf.add(t, line.t * s),
      d: tf.add(d, line.d * s),
    });
    const found = taylorAdvanceAlong(flow, at(), line, 3);
    const end = taylorAdvance(flow, at()).dataSync();
    expectClose(`${name}: order 0`, found[0]?.dataSync() ?? [], end, { absolute: 1e-6 });
    for (const k of [1, 2, 3]) {
      const expected = slope((s) =>
        required(taylorAdvanceAlong(flow, moved(s), line, k - 1)[k - 1], 'lower'),
      );
      expectClose(`${name}: order ${k}`, found[k]?.dataSync() ?? [], expected.dataSync(), {
        relative: 0.01,
        absolute: 0.03,
      });
    }
  }
});
