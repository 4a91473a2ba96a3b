import {
  type EngineArray,
  type FlowPoint,
  pathDerivative,
  required,
  type Tensor1D,
  tf,
} from '@highorder/core';
import {
  createModel,
  createTrainer,
  flowOf,
  type Model,
  openBatches,
  samplingParameters,
} from '@highorder/lab';
import { conditionalDerivative, type MixturePath } from '@highorder/oracle';
import { expect, test } from 'vitest';
import { openConfigs } from './open.ts';

const ORDERS = [1, 2, 3, 4];
/** Times at which heads are compared with the exact answer: inside the domain of every order on every path. */
const TIMES = [0.1, 0.3, 0.5, 0.7, 0.9];
const POINTS = 64;

const heads = ORDERS.map((order) => `{use: mlp, order: ${order}, hidden: [32, 32], sees: [x, t]}`).join(', ');
/**
 * Every order has the weight at which its targets count as much as velocities. Times end at 0.9: beyond, the fourth
 * derivative of the variance-preserving path is so large that a short training sees nothing else.
 */
const losses = ORDERS.map(
  (order) =>
    `{use: matching, order: ${order}, weight: ${25 ** (1 - order)}, times: {use: uniform, from: 0, to: 0.9}}`,
).join(', ');
const settings = [
  'data.source={use: gaussian, mean: [0, 0], variance: 1}',
  'data.target={use: gaussian-ring, modes: 3, radius: 2, variance: 0.1}',
  `heads=[${heads}]`,
  `losses=[${losses}]`,
  'scaling.use=none',
  'evaluation.metrics=[]',
  'engine={use: eager, backend: wasm}',
  'training.steps=400',
  'training.optimizer.learningRate.peak=0.01',
  'training.batch=256',
];

/**
 * Networks of all four orders train at once, each on its conditional target; the exact regression target is the
 * conditional mean of the same derivative. On the straight path all but the velocity are zero, and that is learned too.
 */
test.each(['ot', 'cubic', 'vp-ode'])(
  'heads of orders 1 to 4 approach the exact targets on %s',
  { timeout: 120_000 },
  async (interpolant) => {
    const experiment = await openConfigs(
      ['methods/flow-matching'],
      [...settings, `interpolant.use=${interpolant}`],
    );
    await experiment.engine.open();
    const model = createModel(experiment);
    const trainer = createTrainer(model, experiment.engine);
    const errorsOf = await errorMeter(model);
    let state = trainer.begin();
    const before = await errorsOf(samplingParameters(state));
    while (state.step < experiment.training.steps) state = (await trainer.advance(state, undefined)).state;
    const after = await errorsOf(samplingParameters(state));
    ORDERS.forEach((order, index) => {
      expect(after[index], `order ${order}`).toBeLessThan(0.5 * Number(before[index]));
    });
  },
);

/** Mean squared error of each order against the exact target, over points of the path at all `TIMES`. */
async function errorMeter(model: Model): Promise<(parameters: EngineArray) => Promise<readonly number[]>> {
  const { engine, source, target, interpolant } = model.experiment;
  const path: MixturePath = {
    source: required(source.mixture, 'The source is a Gaussian.'),
    target: required(target.mixture, 'The target is a mixture.'),
    interpolant,
  };
  const drawn = required(openBatches(model)(0).groups[0], 'There are matching rows.').drawn;
  const pairs = { ...drawn, x0: drawn.x0.slice(0, 2 * POINTS), x1: drawn.x1.slice(0, 2 * POINTS) };
  const cases = TIMES.map((t) => {
    const times = new Float64Array(POINTS).fill(t);
    const x = pathDerivative(interpolant, { ...pairs, t: times }, 0);
    return { t: times, x, exact: ORDERS.map((order) => conditionalDerivative(path, t, x, order)) };
  });
  const join = (values: readonly Float64Array[]) => Float32Array.from(values.flatMap((each) => [...each]));
  const rows = TIMES.length * POINTS;
  const x = engine.upload(join(cases.map((each) => each.x)), [rows, 2]);
  const t = engine.upload(join(cases.map((each) => each.t)), [rows, 1]);
  const exact = ORDERS.map((_, index) =>
    engine.upload(join(cases.map((each) => required(each.exact[index], 'Every order has a target.'))), [
      rows,
      2,
    ]),
  );
  const measure = engine.compile(({ parameters, ...given }) => {
    const at = { x: given['x'], t: given['t'], d: tf.zerosLike(required(given['t'], 'There are times.')) };
    const derivatives = flowOf(model, parameters as Tensor1D).at(at as FlowPoint);
    const errors = ORDERS.map((order, index) =>
      tf.mean(tf.squaredDifference(derivatives.order(order), required(given[`exact-${index}`], 'A target.'))),
    );
    return { errors: tf.stack(errors) };
  });
  const targets = Object.fromEntries(exact.map((each, index) => [`exact-${index}`, each]));
  return async (parameters) => {
    const { errors } = await measure({ parameters, x, t, ...targets });
    return [...required(errors, 'Errors are measured.').read()];
  };
}
