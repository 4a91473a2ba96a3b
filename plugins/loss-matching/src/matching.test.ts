import {
  type DrawnRows,
  type Flow,
  type FlowPoint,
  InputError,
  type Interpolant,
  type LossTerm,
  pathDerivative,
  type Tensor2D,
  tf,
} from '@highorder/core';
import {
  exampleContext,
  examplePaths,
  exampleRows,
  exampleStep,
  exampleTimes,
  expectClose,
  finiteDifference,
  flowOf,
  gradientsOf,
  lossContract,
  type LossSolution,
  prepareTensors,
  rotatingFlow,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import matching from './matching.ts';

const plugin = withParts(matching, { times: exampleTimes });

/** A conditional target is solved by its mean over pairs, and keeps their scatter. */
const scattered = (order: number): LossSolution => ({
  fields: 'conditional',
  least: ({ scatter }) => scatter(order),
});

lossContract(plugin, { options: { order: 1 }, solution: scattered(1) });
lossContract(plugin, { options: { order: 2, share: 0.5 }, solution: scattered(2) });
lossContract(plugin, { options: { order: 4 }, solution: scattered(4) });
lossContract(plugin, {
  options: { order: 2, target: 'conditional-closed' },
  solution: { fields: 'conditional' },
});
lossContract(plugin, {
  options: { order: 3, target: 'conditional-closed' },
  solution: { fields: 'conditional' },
});
lossContract(plugin, { options: { order: 2, target: 'material' } });
lossContract(plugin, { options: { order: 4, target: 'material' } });

beforeAll(prepareTensors);

const rows = exampleRows({ steps: false });

/** alpha = 3 t^2 - 2 t^3, beta = 1 - alpha. */
const cubicPath: Interpolant = {
  domain: () => ({ from: 0, to: 1 }),
  weights(t) {
    const alpha = t.power(2).scale(3).minus(t.power(3).scale(2));
    return { alpha, beta: alpha.affine(-1, 1) };
  },
};

/** A path whose second derivative may be used until t = 0.6, and is not a number from 0.7 on. */
const shortPath: Interpolant = {
  domain: (order) => ({ from: 0, to: order < 2 ? 1 : 0.6 }),
  weights: (t) => ({ alpha: t.power(3), beta: t.order < 2 ? t.affine(-1, 1) : t.affine(-1, 0.7).sqrt() }),
};

function targetOf(term: LossTerm, drawn: DrawnRows, interpolant: Interpolant): Float64Array {
  return term.prepare?.(drawn, { ...exampleContext, interpolant })['target']?.values ?? new Float64Array();
}

describe('the target', () => {
  test.each([1, 2, 3, 4])('of order %i is that derivative of the path', (order) => {
    const term = plugin.make({ order });
    const inner = exampleRows({ steps: false, latest: 0.9 });
    const moved = { ...inner, t: inner.t.map((time) => 0.1 + 0.7 * time) };
    for (const interpolant of Object.values(examplePaths)) {
      const found = targetOf(term, moved, interpolant);
      const at = (index: number) => (time: number) =>
        Number(pathDerivative(interpolant, { ...moved, t: moved.t.map(() => time) }, 0)[index]);
      const expected = Array.from(found, (_, index) =>
        finiteDifference(at(index), Number(moved.t[Math.floor(index / 2)]), order, 0.05),
      );
      expectClose(`target of order ${order}`, found, expected, { relative: 1e-4, absolute: 1e-4 });
    }
  });

  test('needs no column for rows that do not count where all do', () => {
    const columns = (order: number, interpolant: Interpolant) =>
      Object.keys(plugin.make({ order }).prepare?.(rows, { ...exampleContext, interpolant }) ?? {});
    expect(columns(2, cubicPath)).toEqual(['target']);
    expect(columns(1, shortPath)).toEqual(['target']);
    expect(columns(2, shortPath)).toEqual(['target', 'counts']);
  });

  test('stays finite where the path has no such derivative, and such rows do not count', () => {
    const term = plugin.make({ order: 2 });
    const columns = term.prepare?.(rows, { ...exampleContext, interpolant: shortPath });
    const counts = columns?.['counts']?.values;
    expect(Array.from(counts ?? [])).toEqual(Array.from(rows.t, (time) => (time <= 0.6 ? 1 : 0)));
    const flow = flowOf(2, 2, ({ x }) => x);
    const loss = term.evaluate(exampleStep(term, { rows, flow, interpolant: shortPath })).dataSync();
    rows.t.forEach((time, row) => {
      if (time > 0.6) expect(loss[row]).toBe(0);
      else expect(loss[row]).toBeGreaterThan(0);
    });
  });
});

describe('the closed target', () => {
  const inner = exampleRows({ steps: false, latest: 0.9 });
  const drawn = { ...inner, t: inner.t.map((time) => 0.1 + 0.7 * time) };

  test.each([2, 3])(
    'of order %i is that derivative of the path where u_1 is the velocity of the pair',
    (order) => {
      // One pair through x has the mean of itself: the two targets agree row by row.
      const closed = plugin.make({ order, target: 'conditional-closed' });
      for (const interpolant of [...Object.values(examplePaths), cubicPath]) {
        const velocity = pathDerivative(interpolant, drawn, 1);
        const acceleration = pathDerivative(interpolant, drawn, order);
        const known = (values: Float64Array) => tf.tensor2d(Float32Array.from(values), [12, 2]);
        const flow = flowOf(2, order, (_, k) => known(k === 1 ? velocity : acceleration));
        const size = Math.max(1, ...acceleration.map((value) => value * value));
        const loss = closed.evaluate(exampleStep(closed, { rows: drawn, flow, interpolant })).dataSync();
        expectClose(`loss of order ${order}`, loss, new Array<number>(12).fill(0), { absolute: 1e-8 * size });
      }
    },
  );

  test('rows at which the velocity does not settle it do not count', () => {
    // The cubic path stands still at both ends.
    const term = plugin.make({ order: 2, target: 'conditional-closed' });
    const counts = term.prepare?.(rows, { ...exampleContext, interpolant: cubicPath })['counts']?.values;
    expect(Array.from(counts ?? [])).toEqual(
      Array.from(rows.t, (time) => (time === 0 || time === 1 ? 0 : 1)),
    );
  });
});

describe('the material target', () => {
  test.each([2, 3])('of order %i is that derivative of the flow: no loss for exact derivatives', (order) => {
    const { flow } = rotatingFlow();
    const term = plugin.make({ order, target: 'material' });
    expect(term.differentiatesFlow).toBe(true);
    // D^k u_1/Dt^k of x' = A x is u_(k+1), which the example flow states.
    const material = (chosen: Flow, at: FlowPoint, count: number) =>
      Array.from({ length: count }, (_, k) => chosen.at(at).order(k + 1));
    const loss = term.evaluate(exampleStep(term, { rows, flow, material })).dataSync();
    expectClose('loss', loss, new Array<number>(12).fill(0), { absolute: 1e-10 });
    const wrong = term.evaluate(
      exampleStep(term, { rows, flow, material: (...given) => material(...given).map((u) => tf.neg(u)) }),
    );
    expect(Math.min(...wrong.dataSync())).toBeGreaterThan(0.01);
  });

  test('counts on every row, also where the path has no derivative', () => {
    const term = plugin.make({ order: 2, target: 'material' });
    const flow = flowOf(2, 2, ({ x }, k) => (k === 1 ? x : tf.add(x, 1)));
    const material = (_: Flow, { x }: FlowPoint) => [x, x];
    const step = exampleStep(term, { rows, flow, material, interpolant: shortPath });
    expectClose('loss', term.evaluate(step).dataSync(), new Array<number>(12).fill(2), { relative: 1e-5 });
  });
});

describe('the loss', () => {
  const term = plugin.make({ order: 1 });
  /** u_1 = target + error, for the straight path. */
  const flowWithError = (error: Tensor2D) =>
    flowOf(2, 1, () =>
      tf.add(
        tf.tensor2d(Float32Array.from(targetOf(term, rows, exampleContext.interpolant)), [12, 2]),
        error,
      ),
    );

  test('is 0 where the prediction is the target', () => {
    const loss = term.evaluate(exampleStep(term, { rows, flow: flowWithError(tf.zeros([12, 2])) }));
    expect(Array.from(loss.dataSync())).toEqual(new Array(12).fill(0));
  });

  test('is the squared length of the error: 3, 4 gives 25', () => {
    const flow = flowWithError(tf.tile(tf.tensor2d([[3, 4]]), [12, 1]));
    const loss = term.evaluate(exampleStep(term, { rows, flow })).dataSync();
    expectClose('loss', loss, new Array<number>(12).fill(25), { relative: 1e-5 });
  });

  test('has gradient 2 error to the prediction', () => {
    const { error } = gradientsOf(
      ({ error: given }) =>
        tf.sum(term.evaluate(exampleStep(term, { rows, flow: flowWithError(given as Tensor2D) }))),
      { error: tf.tile(tf.tensor2d([[3, -4]]), [12, 1]) },
    );
    expectClose(
      'gradient',
      error ?? [],
      Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 6 : -8)),
      {
        relative: 1e-5,
      },
    );
  });
});

describe('what it says of itself', () => {
  test('name, orders and rows', () => {
    const term = plugin.make({ order: 3, share: 0.4 });
    expect(term.name).toBe('matching-3');
    expect(term.orders).toEqual([3]);
    // Times come from where the path has a velocity, whatever the order.
    expect(term.rows).toEqual({ name: 'matching', share: 0.4, derivatives: 1, times: exampleTimes });
  });

  test('default weights are in units of velocity at the step of reference', () => {
    const weight = (order: number, referenceStep?: number) =>
      plugin.make(referenceStep === undefined ? { order } : { order, referenceStep }).defaultWeight;
    expect(weight(1)).toBe(1);
    expect(weight(2)).toBeCloseTo((1 / 32) ** 2, 15);
    expect(weight(3)).toBeCloseTo((1 / 1536) ** 2, 15);
    expect(weight(2, 1)).toBeCloseTo(1 / 4, 15);
  });

  test.each(['conditional-closed', 'material'])(
    'the target %s needs the velocity, and cannot teach it',
    (target) => {
      expect(plugin.make({ order: 3, target }).orders).toEqual([1, 3]);
      expect(() => plugin.make({ order: 1, target })).toThrow(InputError);
      expect(() => plugin.make({ order: 1, target })).toThrow(
        `loss matching: The target "${target}" is made of the velocity, so that it cannot teach the velocity (order 1).`,
      );
    },
  );

  test('options out of range are refused', () => {
    expect(() => plugin.make({ order: 0 })).toThrow();
    expect(() => plugin.make({ order: 1, share: 0 })).toThrow();
    expect(() => plugin.make({ order: 1, weigth: 3 })).toThrow(/weigth/);
    expect(() => plugin.make({ order: 2, target: 'exact' })).toThrow();
  });
});
