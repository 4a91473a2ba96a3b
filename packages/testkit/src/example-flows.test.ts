import { tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { logarithmicClock } from './example-clock.ts';
import { changingFlow, examplePoints, restingFlow, rotatingFlow, watchFlow } from './example-flows.ts';
import { expectClose } from './expect-close.ts';
import { estimateDerivative } from './finite-difference.ts';
import { pointsAt } from './integrator-steps.ts';
import { prepareTensors } from './prepare-tensors.ts';

beforeAll(prepareTensors);

describe.each([rotatingFlow(), changingFlow(), restingFlow()])('$name', ({ flow, solution }) => {
  test.each([1, 2, 3, 4, 5])('u_%i is the derivative of the solution', (k) => {
    const found = Array.from(
      flow
        .at(pointsAt([0.3, 0.3, 0.3], [0, 0, 0]))
        .order(k)
        .dataSync(),
    );
    examplePoints.forEach((_, index) => {
      const coordinate = (t: number) => Number(solution(examplePoints, 0.3, t)[index]);
      const { value } = estimateDerivative(coordinate, 0.3, { order: k, step: 0.3 });
      // Tensors are float32.
      expectClose(`coordinate ${index}`, Number(found[index]), value, { relative: 1e-5, absolute: 1e-5 });
    });
  });

  test('the solution passes through times between', () => {
    const middle = solution(examplePoints, 0.1, 0.4);
    expectClose('end', solution(middle, 0.4, 0.9), solution(examplePoints, 0.1, 0.9));
  });
});

test('a flow refuses an order that it does not offer', () => {
  expect(() =>
    rotatingFlow({ orders: 2 })
      .flow.at(pointsAt([0, 0, 0], [0, 0, 0]))
      .order(3),
  ).toThrow('This example flow has orders 1 to 2, not 3.');
});

test('a watched flow keeps what it was asked', () => {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  flow.at(pointsAt([0, 0, 0], [0, 0, 0])).order(2);
  flow.at(pointsAt([1, 1, 1], [0, 0, 0]));
  expect(log).toMatchObject({ evaluations: 2, orders: [2] });
  expect(log.points.map(({ t }) => t.dataSync()[0])).toEqual([0, 1]);
});

test('the logarithmic clock keeps 0 and 1, goes back, and agrees with itself on tensors', () => {
  const clock = logarithmicClock();
  expectClose('ends', [clock.reading(0), clock.reading(1)], [0, 1], { absolute: 1e-15 });
  for (const t of [0, 0.1, 0.6, 1]) {
    expectClose('time of the reading', clock.time(clock.reading(t)), t, { absolute: 1e-14 });
    expectClose('tensor', clock.readingOf(tf.tensor2d([[t]])).dataSync(), [clock.reading(t)], {
      absolute: 1e-6,
    });
  }
});
