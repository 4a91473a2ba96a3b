import {
  type Clock,
  type Flow,
  identityClock,
  type LossTerm,
  required,
  type Scalar,
  type Tensor,
  type Tensor1D,
  tf,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { logarithmicClock } from './example-clock.ts';
import { examplePaths } from './example-paths.ts';
import { exampleStep } from './example-training.ts';
import { gradientsOf } from './expect-gradient.ts';
import { shiftedFlow } from './shifted-flow.ts';
import { type CrossingProblem, crossingPairs, pairsOnTheFlow, type SolvedProblem } from './solved-problem.ts';
import { exactHeads, type SolvingFields } from './solving-flows.ts';

/** The flow that solves a loss, and what the loss is on it. */
export interface LossSolution {
  /** The highest order K of its heads. The highest that the term names where left out. */
  readonly highest?: number;
  /** What heads are at d = 0; `conditional` for a term that regresses derivatives of the path from order 2 on. */
  readonly fields?: SolvingFields;
  /** The flow, where exact heads (`exactHeads`) do not solve it: for the base of a ladder, or a rule that is biased. */
  readonly flow?: (problem: SolvedProblem) => Flow;
  /** What the loss keeps on it where pairs cross, row by row: the mean over two pairs through a point. 0 where left out. */
  readonly least?: (problem: CrossingProblem) => ArrayLike<number>;
  /** The order of the head that it trains. The highest where left out. */
  readonly trained?: number;
  /**
   * Whether it weighs rows by their errors, so that of two pairs far apart it is less near one of them than between. The gradient is 0
   * there all the same, and only that is examined where pairs cross.
   */
  readonly weighsByError?: boolean;
  /** The example paths that it is meant for: all where left out. */
  readonly paths?: readonly string[];
  /** How far a loss of 0 may be from 0 by rounding. 1e-6 where left out. */
  readonly tolerance?: number;
}

/** Lengths of steps on the clock. */
const STEPS = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 0];

/** How far the trained head is off where the loss must be more. */
const SHIFT = 0.5;
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/**
 * The loss is what it must be on a flow that solves it, and more beside it, on two problems whose flows are known in closed form:
 *
 * - pairs that are lines of the flow, x1 = M x0 + c: nothing scatters, and the loss of each row is 0;
 * - independent normals, whose pairs cross: the mean of the loss over two pairs through a point is 0, or the scatter that is
 *   stated as `least`. Here E[x^(k) | x] is not the derivative of the flow, so that one taken for the other is seen.
 *
 * There the gradient that training sees is 0: that of the loss to a shift of the trained head, with targets held.
 *
 * Rows with steps have lengths 1/2 to 1/16 on a clock; exact heads leave out those whose halves are finer than the finest. Beside:
 * the trained head is off by 1/2 (1 + 2 d) to four sides.
 */
export function checkLossSolution(term: LossTerm, steps: boolean, solution: LossSolution = {}): void {
  const clocks: Readonly<Record<string, Clock>> = {
    'no clock': identityClock,
    'a log clock': logarithmicClock(),
  };
  const paths = Object.entries(examplePaths).filter(([name]) => solution.paths?.includes(name) ?? true);
  for (const [pathName, interpolant] of paths) {
    for (const [clockName, clock] of Object.entries(clocks)) {
      const choice = { interpolant, clock, steps: stepsFor(term, steps, solution) };
      const on = pairsOnTheFlow(choice);
      examine(term, solution, {
        problem: on,
        what: `${pathName} path, ${clockName}, pairs on the flow`,
        pairs: 1,
      });
      const crossing = crossingPairs(choice);
      const least = solution.least?.(crossing);
      examine(term, solution, {
        problem: crossing,
        what: `${pathName} path, ${clockName}, pairs that cross`,
        pairs: 2,
        least,
      });
    }
  }
}

function stepsFor(term: LossTerm, steps: boolean, { flow }: LossSolution): readonly number[] {
  if (!steps) return [0, 0];
  const { finest = 0 } = term.rows.times;
  const shortest = flow === undefined ? 2 * finest : finest;
  return STEPS.filter((step) => step === 0 || step >= shortest);
}

interface Situation {
  readonly problem: SolvedProblem;
  readonly what: string;
  /** How many rows in turn are pairs through one point. */
  readonly pairs: number;
  readonly least?: ArrayLike<number> | undefined;
}

function examine(term: LossTerm, solution: LossSolution, { problem, what, pairs, least }: Situation): void {
  const { tolerance = 1e-6 } = solution;
  const solving = solution.flow?.(problem) ?? exactHeads(problem, highestOf(term, solution), solution.fields);
  const losses = (flow: Flow) => lossesOf(term, problem, { flow, pairs });
  const found = losses(solving);
  found.forEach((loss, point) => {
    const row = point * pairs;
    const wanted = Number(least?.[row] ?? 0);
    const place = `t = ${short(problem.rows.t[row])}, d = ${short(problem.rows.d[row])}`;
    ensure(
      Math.abs(loss - wanted) <= tolerance * (1 + wanted),
      `${what}, ${place}: on the flow that solves it the loss is ${short(loss)}, expected ${short(wanted)}.`,
    );
  });
  const trained = solution.trained ?? Math.max(...solving.orders);
  const shiftedBy = (side: Tensor) => shiftedFlow(solving, { trained, direction: tf.mul(side, SHIFT) });
  checkStill(what, mean(found), (side) => meanLoss(term, problem, shiftedBy(side)));
  if (pairs > 1 && solution.weighsByError === true) return;
  for (const side of SIDES) {
    const beside = mean(losses(shiftedBy(tf.tensor2d([[...side]]))));
    ensure(
      beside > mean(found) + 10 * tolerance,
      `${what}: on the flow that solves it the loss is ${short(mean(found))} in the mean, and no more where u_${trained} is off by ` +
        `${SHIFT} (1 + 2 d) towards (${side.join(', ')}): ${short(beside)}.`,
    );
  }
}

/** How much of a gradient is rounding, for a loss of 1. */
const STILL = 1e-3;

/** The gradient to a shift is 0 at the flow that solves the loss. */
function checkStill(what: string, loss: number, lossBeside: (side: Tensor) => Scalar): void {
  const { side } = gradientsOf((given) => lossBeside(required(given['side'], 'It is given.')), {
    side: tf.zeros([1, 2]),
  });
  const steepest = Math.max(...(side ?? []).map(Math.abs));
  ensure(
    steepest <= STILL * (1 + Math.sqrt(loss)),
    `${what}: on the flow that solves it the gradient is not 0 but ${short(steepest)}, so that training leaves it.`,
  );
}

function highestOf({ orders, layout }: LossTerm, { highest }: LossSolution): number {
  return highest ?? Math.max(1, layout?.average ?? 0, ...orders);
}

/** The mean of the loss over the pairs of each point. */
function lossesOf(
  term: LossTerm,
  problem: SolvedProblem,
  { flow, pairs }: { readonly flow: Flow; readonly pairs: number },
): readonly number[] {
  const values = rowLosses(term, problem, flow).dataSync();
  return Array.from({ length: values.length / pairs }, (_, point) =>
    mean(Array.from(values.subarray(point * pairs, (point + 1) * pairs))),
  );
}

function meanLoss(term: LossTerm, problem: SolvedProblem, flow: Flow): Scalar {
  return tf.mean(rowLosses(term, problem, flow));
}

function rowLosses(term: LossTerm, { rows, interpolant, clock }: SolvedProblem, flow: Flow): Tensor1D {
  return term.evaluate(exampleStep(term, { rows, flow, interpolant, clock }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function short(value: number | undefined): string {
  return value === undefined ? '?' : String(Number(value.toPrecision(3)));
}
