import {
  type Clock,
  type Flow,
  identityClock,
  InputError,
  type LossTerm,
  type Scalar,
  type Tensor,
  type Tensor2D,
  tf,
  type TimeSampler,
} from '@highorder/core';
import {
  columnOf,
  exampleContext,
  exampleParameters,
  exampleRows,
  exampleStep,
  exampleTimes,
  exactHeads,
  expectClose,
  flowOf,
  gradientsOf,
  ladderHeads,
  logarithmicClock,
  lossContract,
  type LossSolution,
  paperHeads,
  prepareTensors,
  taylorAdvance,
  trainableFlow,
  valuesOf,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import selfConsistency from './self-consistency.ts';

const plugin = withParts(selfConsistency, { times: exampleTimes });
const ruleNames = ['flow-map', 'shortcut', 'paper'] as const;

/** The finest step of the example times: halves of it are told 0. */
const FINEST = 1 / 16;

/** What the rule makes of exact derivatives on the ladder, with heads to order K. */
const onLadder = (highest: number): LossSolution => ({
  flow: (problem) => ladderHeads(problem, highest, { finest: FINEST, clock: problem.clock }),
});

/** The rule of the paper is solved by no exact flow, but by a fixed point of its own, computed on the host. */
const biased: LossSolution = {
  trained: 1,
  flow: (problem) => paperHeads(problem, 2, { finest: FINEST, clock: problem.clock }),
};

const solutions = { 'flow-map': onLadder(2), shortcut: onLadder(1), paper: biased };
for (const rule of ruleNames) {
  lossContract(plugin, { options: { rule }, solution: solutions[rule] });
  lossContract(plugin, {
    options: { rule, teacher: 'average' },
    targets: 'teacher',
    solution: solutions[rule],
  });
}
// Steps whose halves networks are told: exact heads of any order have no loss.
for (const highest of [1, 2, 3]) lossContract(plugin, { solution: { highest } });
lossContract(plugin, { options: { rule: 'shortcut' } });
lossContract(plugin, {
  options: { rule: 'flow-map', base: 'taught' },
  solution: { flow: (problem) => exactHeads(problem, 2) },
});
lossContract(plugin, {
  options: { rule: 'flow-map', gradientsToVelocity: false },
  constantOrders: [1],
  solution: onLadder(1),
});

beforeAll(prepareTensors);

/** Without a finest step, networks are always told the half step itself. */
const timesWithoutFinest: TimeSampler = { draw: exampleTimes.draw };

/** The first number of a tensor. */
const first = (tensor: Tensor) => Number(tensor.dataSync()[0]);

/** The exact flow of x' = x: over a step d points move on average with velocity (e^d - 1)/d x. */
const exactFlow = flowOf(2, 1, ({ x, d }) => {
  // d = 0 would be 0/0: the limit is 1, and a step of 1e-3 is off by 5e-4 there, which no row of these tests sees.
  const step = tf.maximum<Tensor2D>(d, 1e-3);
  return tf.mul(x, tf.div(tf.expm1(step), step));
});

const eulerAdvance = (flow: Flow, from: { x: Tensor2D; t: Tensor2D; d: Tensor2D }): Tensor2D =>
  tf.add(from.x, tf.mul(from.d, flow.at(from).order(1)));

describe("the exact average velocity of x' = x has no loss", () => {
  const unbounded = withParts(selfConsistency, { times: timesWithoutFinest });
  test.each([
    ['flow-map', identityClock],
    ['flow-map', logarithmicClock()],
    ['shortcut', identityClock],
    ['shortcut', logarithmicClock()],
  ] as const)('%s', (rule, clock) => {
    const rows = exampleRows({ steps: true, clock });
    const step = exampleStep(unbounded.make({ rule }), {
      rows,
      flow: exactFlow,
      clock,
      advance: eulerAdvance,
    });
    expectClose('loss', valuesOf(unbounded.make({ rule }).evaluate(step)), new Array<number>(12).fill(0), {
      absolute: 1e-8,
    });
  });

  test('a velocity that ignores the step has', () => {
    const rows = exampleRows({ steps: true });
    const term = unbounded.make({});
    const instantaneous = flowOf(2, 1, ({ x }) => x);
    const loss = term.evaluate(exampleStep(term, { rows, flow: instantaneous, advance: eulerAdvance }));
    expect(Number(loss.dataSync()[0])).toBeGreaterThan(1e-3);
  });
});

describe("fixed points for x' = x, one step of length 1", () => {
  // Steps are halved down to 1/64, whose halves of 1/128 rest on instantaneous derivatives: a ladder from 1/128.
  const ladderTimes = { ...exampleTimes, finest: 1 / 64 };
  const term = (rule: (typeof ruleNames)[number]) =>
    withParts(selfConsistency, { times: ladderTimes }).make({ rule });

  /**
   * Climbs the ladder: at each step d, the coefficient of x that makes the loss 0. The difference is linear in it, so
   * that the root of the loss is where its parabola through three points touches 0.
   */
  function climb(
    loss: LossTerm,
    flowWith: (coefficient: (d: number) => number) => Flow,
  ): Map<number, number> {
    // Networks are told steps that were learned before, and 0: an instantaneous derivative, with coefficient 1.
    const known = new Map([[0, 1]]);
    for (let d = 1 / 64; d <= 1; d *= 2) {
      const lossAt = (candidate: number) => {
        const flow = flowWith((seen) =>
          Math.abs(seen - d) < 1e-9 ? candidate : (known.get(seen) ?? Number.NaN),
        );
        const rows = { ...onePoint, d: Float64Array.of(d) };
        return Number(loss.evaluate(exampleStep(loss, { rows, flow, advance: taylorAdvance })).dataSync()[0]);
      };
      known.set(d, minimumOfParabola(lossAt));
    }
    return known;
  }

  const onePoint = {
    ...exampleRows({ steps: true }),
    rows: 1,
    x0: Float64Array.of(1, 0),
    x1: Float64Array.of(0, 0),
    t: Float64Array.of(0),
  };

  /** Where the parabola through three values of a quadratic function is lowest. */
  function minimumOfParabola(f: (at: number) => number): number {
    const [left, center, right] = [f(-4), f(1), f(6)];
    return 1 + (5 * (left - right)) / (2 * (left - 2 * center + right));
  }

  const stepOf = ({ d }: { d: Tensor2D }) => first(d);
  /** u_1 = s(d) x, and u_2 = x, the exact acceleration. */
  const averageVelocity = (coefficient: (d: number) => number) =>
    flowOf(2, 2, (at, k) => (k === 1 ? tf.mul(at.x, coefficient(stepOf(at))) : at.x));
  /** u_1 = x, the exact velocity, and u_2 = c(d) x: what a network of order 2 that knows the step must learn. */
  const averageAcceleration = (coefficient: (d: number) => number) =>
    flowOf(2, 2, (at, k) => (k === 1 ? at.x : tf.mul(at.x, coefficient(stepOf(at)))));

  const relative = 2e-5;

  test('shortcut: 128 Euler steps', () => {
    const velocity = Number(climb(term('shortcut'), averageVelocity).get(1));
    expectClose('growth', 1 + velocity, 2.707739019688021, { relative });
  });

  test('paper: curvature counted twice', () => {
    const velocity = Number(climb(term('paper'), averageVelocity).get(1));
    expectClose('growth without u_2 in the sampler', 1 + velocity, 2.831375223236363, { relative });
    expectClose('growth with u_2', 1 + velocity + 0.5, 3.331375223236363, { relative });
  });

  test('flow-map: 128 Taylor steps of order 2', () => {
    const acceleration = Number(climb(term('flow-map'), averageAcceleration).get(1));
    expectClose('growth', 1 + 1 + acceleration / 2, 2.7182543383212767, { relative });
  });
});

test('extend "the paper\'s rule drops orders above 2": all orders move the middle, by d^k / k!', () => {
  const rows = exampleRows({ steps: true });
  // u_1 = x, u_2 = 3, u_3 = 48, u_4 = 960 in each coordinate: with h = d/2 the middle is x + h x + 3/2 h^2 + 8 h^3 + 40 h^4, the mean
  // velocity (x + middle) / 2, and the error minus half of the way to the middle.
  const flow = flowOf(2, 4, ({ x }, k) =>
    k === 1 ? x : tf.fill([rows.rows, 2], [0, 0, 3, 48, 960][k] ?? 0),
  );
  const term = plugin.make({ rule: 'paper' });
  const step = exampleStep(term, { rows, flow });
  const x = valuesOf(step.at.x);
  const expected = Array.from(rows.d, (d, row) => {
    const h = d / 2;
    if (d === 0) return 0;
    return [0, 1]
      .map((axis) => (h * Number(x[2 * row + axis]) + 1.5 * h ** 2 + 8 * h ** 3 + 40 * h ** 4) / 2)
      .reduce((sum, error) => sum + error ** 2, 0);
  });
  expectClose('loss', valuesOf(term.evaluate(step)), expected, { relative: 1e-4, absolute: 1e-6 });
});

describe('targets are constants', () => {
  const rows = exampleRows({ steps: true });

  const gradient = (options: Parameters<typeof plugin.make>[0], teacher?: Tensor) => {
    const term = plugin.make(options);
    const meanLoss = (parameters: Tensor): Scalar => {
      const flow = trainableFlow(2, parameters);
      const parts =
        teacher === undefined ? { rows, flow } : { rows, flow, teacher: trainableFlow(2, teacher) };
      return tf.mean(term.evaluate(exampleStep(term, parts)));
    };
    return gradientsOf(({ parameters }) => meanLoss(parameters as Tensor), {
      parameters: exampleParameters(2, 1),
    })['parameters'];
  };

  test.each(ruleNames)('%s: the same gradient as with the same target from another flow', (rule) => {
    // An average with equal parameters makes the same targets, and cannot be trained.
    const expected = gradient({ rule, teacher: 'average' }, exampleParameters(2, 1)) ?? [];
    expectClose('gradient', gradient({ rule }) ?? [], expected, { relative: 1e-5, absolute: 1e-7 });
  });

  test.each(ruleNames)('%s: the teacher makes the target', (rule) => {
    const current = gradient({ rule }) ?? [];
    const average = gradient({ rule, teacher: 'average' }, exampleParameters(2, 2)) ?? [];
    expect(Array.from(current)).not.toEqual(Array.from(average));
  });

  test('gradientsToVelocity: false keeps the gradient out of u_1 and leaves that of u_2', () => {
    const whole = Array.from(gradient({}) ?? []);
    const held = Array.from(gradient({ gradientsToVelocity: false }) ?? []);
    expect(held.slice(0, 8)).toEqual(new Array(8).fill(0));
    expectClose('gradient to u_2', held.slice(8), whole.slice(8), { relative: 1e-5, absolute: 1e-7 });
    expect(whole.slice(0, 8).every((value) => value !== 0)).toBe(true);
  });
});

describe('halves of a step', () => {
  const columnsFor = (t: number, d: number, clock: Clock = identityClock, times = exampleTimes) => {
    const term = withParts(selfConsistency, { times }).make({});
    const rows = { ...exampleRows({ steps: true }), rows: 1, t: Float64Array.of(t), d: Float64Array.of(d) };
    const columns = term.prepare?.(rows, { ...exampleContext, clock }) ?? {};
    return Object.fromEntries(Object.entries(columns).map(([name, { values }]) => [name, Number(values[0])]));
  };

  test('without a clock both halves are equal', () => {
    expect(columnsFor(0.25, 0.5)).toEqual({
      half: 0.25,
      rest: 0.25,
      seenHalf: 0.25,
      seenRest: 0.25,
      rate: 2,
    });
  });

  test('halves finer than the finest step are instantaneous to the networks', () => {
    expect(columnsFor(0.5, 1 / 16)).toMatchObject({ half: 1 / 32, seenHalf: 0, seenRest: 0 });
    expect(columnsFor(0.5, 1 / 8)).toMatchObject({ half: 1 / 16, seenHalf: 1 / 16, seenRest: 1 / 16 });
    expect(columnsFor(0.5, 1 / 16, identityClock, timesWithoutFinest)).toMatchObject({ seenHalf: 1 / 32 });
  });

  test('base: taught tells networks the halves of the finest step, too', () => {
    const term = plugin.make({ base: 'taught' });
    const { seenHalf, seenRest } = term.prepare?.(finestRow, exampleContext) ?? {};
    expect([seenHalf?.values, seenRest?.values]).toEqual([Float64Array.of(1 / 32), Float64Array.of(1 / 32)]);
  });

  test('on a clock both halves take the same time on it', () => {
    const clock = logarithmicClock();
    const { half, rest } = columnsFor(0.1, 0.6, clock);
    expectClose('sum', Number(half) + Number(rest), 0.6);
    const middle = clock.reading(0.1 + Number(half));
    expectClose('readings', middle - clock.reading(0.1), clock.reading(0.7) - middle);
    expect(half).toBeLessThan(Number(rest));
  });

  test('rounding on a clock does not make the finest step finer', () => {
    const clock = logarithmicClock();
    for (let k = 0; k < 8; k++) {
      const from = clock.time(k / 8);
      const { seenHalf, half } = columnsFor(from, clock.time((k + 1) / 8) - from, clock);
      expect(seenHalf).toBe(half);
    }
  });

  /** One row at t = 1/2 with a step of 1/16, the finest. */
  const finestRow = {
    ...exampleRows({ steps: true }),
    rows: 1,
    t: Float64Array.of(0.5),
    d: Float64Array.of(1 / 16),
  };

  test.each(ruleNames)(
    '%s: at the finest step networks are told 0, at the start and in the middle',
    (rule) => {
      const inner = trainableFlow(2, exampleParameters(2, 1));
      const asked: { readonly t: number; readonly d: number }[] = [];
      const flow: Flow = {
        ...inner,
        at(point) {
          asked.push({ t: first(point.t), d: first(point.d) });
          return inner.at(point);
        },
      };
      const term = plugin.make({ rule });
      term.evaluate(exampleStep(term, { rows: finestRow, flow }));
      const instantaneous = asked.filter(({ d }) => d === 0);
      expect(instantaneous.map(({ t }) => t).toSorted()).toEqual([0.5, 0.5 + 1 / 32]);
      expect(asked.some(({ t, d }) => t === 0.5 && d === 1 / 16)).toBe(true);
    },
  );

  test('flow-map: the integrator takes the whole step and both halves', () => {
    const taken: number[] = [];
    const advance: typeof taylorAdvance = (given, from) => {
      taken.push(first(from.d));
      return taylorAdvance(given, from);
    };
    const term = plugin.make({});
    term.evaluate(
      exampleStep(term, { rows: finestRow, flow: trainableFlow(2, exampleParameters(2, 1)), advance }),
    );
    expect(taken.toSorted((a, b) => a - b)).toEqual([1 / 32, 1 / 32, 1 / 16]);
  });
});

describe('what it says of itself', () => {
  test('rows, share and weight', () => {
    const term = plugin.make({});
    expect(term).toMatchObject({ name: 'self-consistency', orders: [1], defaultWeight: 1 });
    expect(term.rows).toMatchObject({ name: 'bootstrap', share: 0.25, times: exampleTimes });
    expect(plugin.make({ rule: 'paper' }).orders).toEqual([1, 2]);
  });

  test('refuses to train nothing', () => {
    const make = () => plugin.make({ rule: 'shortcut', gradientsToVelocity: false });
    expect(make).toThrow(InputError);
    expect(make).toThrow(/The rule "shortcut" trains nothing but u_1[^]*Way out: Drop `gradientsToVelocity`/);
  });

  test.each(['lagrangian', 'eulerian'])('refuses to speak of halves where the rule is %s', (rule) => {
    const make = () =>
      withParts(selfConsistency, { times: timesWithoutFinest }).make({ rule, base: 'taught' });
    expect(make).toThrow(/speaks of halves of steps, and the rule "\w+" halves none[^]*Way out: Drop `base`/);
  });

  test('names a missing column', () => {
    const term = plugin.make({});
    const flow = trainableFlow(2, exampleParameters(2, 1));
    const step = {
      ...exampleStep(term, { rows: exampleRows({ steps: true }), flow }),
      columns: { half: columnOf([1]) },
    };
    expect(() => term.evaluate(step)).toThrow(/lacks its column "rest"/);
  });
});
