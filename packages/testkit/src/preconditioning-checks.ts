import {
  type Interpolant,
  type NetworkView,
  type Preconditioning,
  type Tensor2D,
  tf,
  timeGrid,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { examplePaths } from './example-paths.ts';
import { columnOf, firstNotFinite, normalTensor, sameBits, valuesOf } from './example-tensors.ts';
import { expectClose } from './expect-close.ts';
import { expectGradient } from './expect-gradient.ts';

/** Spreads of source and target on which a preconditioning is examined. */
const SPREADS = [
  { sourceSpread: 1, targetSpread: 1 },
  { sourceSpread: 0.05, targetSpread: 1 },
  { sourceSpread: 3, targetSpread: 0.5 },
];
const STEPS = 40;

/** The clock fixes 0 and 1, increases, and its three functions agree. */
export function checkClock(preconditioning: Preconditioning): void {
  forEachView(preconditioning, (what, { clock }) => {
    const ends = [clock.reading(0), clock.reading(1), clock.time(0), clock.time(1)];
    expectClose(`${what}: readings and times of 0 and 1`, ends, [0, 1, 0, 1], { absolute: 1e-12 });
    const times = timeGrid(clock, STEPS);
    for (let step = 1; step <= STEPS; step++) {
      const [before, after] = [Number(times[step - 1]), Number(times[step])];
      ensure(after > before, `${what}: the clock does not increase: its time ${after} follows ${before}.`);
    }
    const readings = Array.from(times, clock.reading);
    const expected = Array.from(times, (_, step) => step / STEPS);
    expectClose(`${what}: readings of the times of readings`, readings, expected, { absolute: 1e-12 });
    const inEngine = valuesOf(clock.readingOf(columnOf(times)));
    expectClose(`${what}: readings in the engine`, inEngine, readings, { absolute: 2e-6 });
  });
}

/** The view keeps the shape, is finite from t = 0 to t = 1, and gives the same bits again, after a second fit too. */
export function checkView(preconditioning: Preconditioning): void {
  forEachView(preconditioning, (what, { view }, again) => {
    const t = columnOf(Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS));
    for (const dimension of [1, 2, 3]) {
      const x = normalTensor('points', STEPS + 1, dimension);
      const seen = view(x, t);
      ensure(
        seen.shape.join() === x.shape.join(),
        `${what}: networks see shape [${seen.shape.join(', ')}] of points [${x.shape.join(', ')}].`,
      );
      const bad = firstNotFinite(seen.dataSync());
      ensure(bad === undefined, `${what}: networks see ${bad} somewhere.`);
      ensure(sameBits(view(x, t), seen), `${what}: the view differs when asked again.`);
      ensure(sameBits(again.view(x, t), seen), `${what}: a second fit gives another view.`);
    }
  });
}

/** Rows do not see each other. */
export function checkViewRows(preconditioning: Preconditioning): void {
  forEachView(preconditioning, (what, { view }) => {
    const x = normalTensor('points', 4, 2);
    const t = columnOf([0.1, 0.4, 0.6, 0.9]);
    const together = view(x, t);
    for (let row = 0; row < 4; row++) {
      const alone = view(rowOf(x, row), rowOf(t, row));
      const among = valuesOf(rowOf(together, row));
      expectClose(`${what}: row ${row} alone`, valuesOf(alone), among, { relative: 1e-5, absolute: 1e-6 });
    }
  });
}

/** Gradients to x and t are those of differences, through the view and through the clock. */
export function checkViewGradient(preconditioning: Preconditioning): void {
  forEachView(preconditioning, (what, { view, clock }) => {
    const inputs = { x: normalTensor('points', 4, 2), t: columnOf([0.3, 0.45, 0.6, 0.8]) };
    const weights = normalTensor('weights', 4, 2);
    const size = Math.max(...valuesOf(view(inputs.x, inputs.t)).map(Math.abs));
    expectGradient(
      `${what}: what networks see`,
      ({ x, t }) => tf.div(tf.sum(tf.mul(view(x as Tensor2D, t as Tensor2D), weights)), size),
      inputs,
    );
    expectGradient(`${what}: the clock`, ({ t }) => tf.sum(clock.readingOf(t as Tensor2D)), { t: inputs.t });
  });
}

function forEachView(
  preconditioning: Preconditioning,
  check: (what: string, view: NetworkView, again: NetworkView) => void,
): void {
  for (const [name, interpolant] of Object.entries<Interpolant>(examplePaths)) {
    for (const spreads of SPREADS) {
      const fit = () => preconditioning.fit({ interpolant, ...spreads });
      check(`${name} path, spreads ${spreads.sourceSpread} and ${spreads.targetSpread}`, fit(), fit());
    }
  }
}

function rowOf(tensor: Tensor2D, row: number): Tensor2D {
  return tf.slice(tensor, [row, 0], [1, Number(tensor.shape[1])]);
}
