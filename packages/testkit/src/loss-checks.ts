import {
  type Column,
  type DrawnRows,
  type Flow,
  identityClock,
  type LossTerm,
  type PathContext,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type TrainingStep,
  tf,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { type DifferentiableFlow, trainableFlow } from './differentiable-flow.ts';
import { logarithmicClock } from './example-clock.ts';
import { flowOf } from './example-flows.ts';
import { examplePaths, straightPath } from './example-paths.ts';
import { exampleParameters, exampleRows, exampleStep, taylorAdvance } from './example-training.ts';
import { firstNotFinite, sameBits } from './example-tensors.ts';
import { expectGradient, gradientsOf } from './expect-gradient.ts';

/** How a contract examines a loss. */
export interface LossExamination {
  /** Whether its rows have steps (d > 0). Without it: rows of a group other than `matching` have. */
  readonly steps?: boolean;
  /** Which flow its targets (what is inside `stopGradient`) ask: the one in training, where left out, the teacher, or both. */
  readonly targets?: 'flow' | 'teacher' | 'both';
  /** Orders that it reads as constants in its prediction. */
  readonly constantOrders?: readonly number[];
}

/** The term says what it is: a name, orders that ascend from at least 1, a share in (0, 1], a weight of at least 0. */
export function checkLossFacts(term: LossTerm): void {
  ensure(term.name.length > 0, 'It has no name.');
  const ascending = term.orders.every((order, index) => order > (term.orders[index - 1] ?? 0));
  ensure(ascending, `Orders [${term.orders.join(', ')}] do not ascend from at least 1.`);
  const { share } = term.rows;
  ensure(share === undefined || (share > 0 && share <= 1), `A share of ${share} is not in (0, 1].`);
  ensure(
    Number.isFinite(term.defaultWeight) && term.defaultWeight >= 0,
    `The default weight is ${term.defaultWeight}.`,
  );
}

/**
 * `prepare` makes finite columns that fill their rows, on straight and variance-preserving paths, with and without a
 * clock, at t = 0 and t = 1; the same again for the same rows; and it leaves the rows as they are.
 */
export function checkColumns(term: LossTerm, examination: LossExamination = {}): void {
  for (const { what, rows, path } of situations(term, examination)) {
    const before = structuredClone(rows);
    const columns = Object.entries(term.prepare?.(rows, path) ?? {});
    for (const name of ['x0', 'x1', 't', 'd'] as const) {
      ensure(equalNumbers(rows[name], before[name]), `${what}: \`prepare\` changes ${name} of its rows.`);
    }
    const again = term.prepare?.(rows, path) ?? {};
    for (const [name, column] of columns) {
      checkColumn(`${what}: column "${name}"`, column, rows.rows);
      const repeated = again[name]?.values ?? [];
      ensure(equalNumbers(column.values, repeated), `${what}: column "${name}" differs when made again.`);
    }
  }
}

/** The loss is one finite number of at least 0 a row; the same bits again. */
export function checkLossValues(term: LossTerm, examination: LossExamination = {}): void {
  const orders = exampleOrders(term);
  const flow = trainableFlow(orders, exampleParameters(orders, 1));
  const teacher = trainableFlow(orders, exampleParameters(orders, 2));
  for (const { what, rows, path } of situations(term, examination)) {
    const step = exampleStep(term, { rows, flow, teacher, ...path });
    const loss = term.evaluate(step);
    ensure(
      loss.shape.join() === `${rows.rows}`,
      `${what}: the loss has shape [${loss.shape.join(', ')}], expected [${rows.rows}].`,
    );
    const bad = firstNotFinite(loss.dataSync());
    ensure(bad === undefined, `${what}: the loss of a row is ${bad}.`);
    ensure(sameBits(term.evaluate(step), loss), `${what}: the loss differs when evaluated again.`);
  }
}

/** A flow without the heads that it needs is refused, in words that name the missing order. */
export function checkMissingOrder(term: LossTerm, examination: LossExamination = {}): void {
  const rows = exampleRowsOf(term, examination);
  for (const missing of term.orders) {
    const flow = flowWithout(missing, exampleOrders(term));
    const message = complaintOf(() => term.evaluate(exampleStep(term, { rows, flow, advance: fullAdvance })));
    ensure(message !== undefined, `It needs order ${missing} and does not complain where a flow lacks it.`);
    ensure(
      message?.includes(`order ${missing}`) === true,
      `Where order ${missing} is missing it complains "${message}", which does not name the order.`,
    );
  }
}

/** The Taylor step with orders 1 and 2, whether the flow has them or not. */
const fullAdvance: TrainingStep['advance'] = (flow, from) => taylorAdvance({ ...flow, orders: [1, 2] }, from);

/**
 * The gradient to the parameters is that of differences in which targets (what is inside `stopGradient`) keep their values;
 * none flows into the teacher; and there is one.
 */
export function checkLossGradient(term: LossTerm, examination: LossExamination = {}): void {
  const orders = exampleOrders(term);
  const rows = exampleRowsOf(term, examination);
  const parameters = exampleParameters(orders, 1);
  const teacher = exampleParameters(orders, 2);
  const meanLoss = (flow: Flow, teaching: Flow) =>
    tf.mean<Scalar>(term.evaluate(exampleStep(term, { rows, flow, teacher: teaching })));
  const frozen = trainableFlow(orders, parameters);
  const teaching = trainableFlow(orders, teacher);
  expectGradient(
    'loss',
    ({ parameters: trained }) => meanLoss(trainableFlow(orders, trained as Tensor), teaching),
    { parameters },
    ({ parameters: moved }) =>
      meanLoss(held(trainableFlow(orders, moved as Tensor), frozen, examination), teaching),
  );
  const gradients = gradientsOf(
    (given) =>
      meanLoss(
        trainableFlow(orders, given['parameters'] as Tensor),
        trainableFlow(orders, given['teacher'] as Tensor),
      ),
    { parameters, teacher },
  );
  const moves = (name: string) => gradients[name]?.some((value) => value !== 0) === true;
  ensure(!moves('teacher'), 'Gradients flow into the teacher.');
  ensure(moves('parameters'), 'No gradient flows into the flow that it should train.');
}

/**
 * Targets are made by the flow that is stated. It is examined with a teacher that differs from the flow in training: another
 * teacher changes the loss where the teacher makes targets, and nowhere else; another flow inside `stopGradient` changes it
 * where the flow in training does.
 */
export function checkTargetMaker(
  term: LossTerm,
  { targets = 'flow', ...examination }: LossExamination = {},
): void {
  const orders = exampleOrders(term);
  const rows = exampleRowsOf(term, examination);
  const [trained, teacher, other] = [1, 2, 3].map((seed) =>
    trainableFlow(orders, exampleParameters(orders, seed)),
  ) as [DifferentiableFlow, DifferentiableFlow, DifferentiableFlow];
  const lossOf = (flow: Flow, teaching: Flow) =>
    term.evaluate(exampleStep(term, { rows, flow, teacher: teaching }));
  const loss = lossOf(trained, teacher);
  const byTeacher = !sameBits(lossOf(trained, other), loss);
  const byFlow = !sameBits(lossOf(held(trained, other), teacher), loss);
  ensure(
    byTeacher || targets === 'flow',
    'Its targets should ask the teacher, and another teacher changes nothing.',
  );
  ensure(
    !byTeacher || targets !== 'flow',
    'It asks the teacher, though its targets should be made by the flow in training: state `targets` where they are not.',
  );
  ensure(
    !byFlow || targets !== 'teacher',
    'Its targets should ask the teacher alone, and some part of them asks the flow in training.',
  );
}

interface Situation {
  readonly what: string;
  readonly rows: DrawnRows;
  readonly path: PathContext;
}

function situations(term: LossTerm, examination: LossExamination): readonly Situation[] {
  const clocks = { 'no clock': identityClock, 'a log clock': logarithmicClock() };
  return Object.entries(examplePaths).flatMap(([pathName, interpolant]) =>
    Object.entries(clocks).map(([clockName, clock]) => ({
      what: `${pathName} path, ${clockName}`,
      rows: exampleRows({ steps: hasSteps(term, examination), clock }),
      path: { interpolant, clock },
    })),
  );
}

/** The rows that a term is examined on. */
export function exampleRowsOf(term: LossTerm, examination: LossExamination): DrawnRows {
  return exampleRows({ steps: hasSteps(term, examination) });
}

/** Whether the rows of a term have steps. */
export function hasSteps(term: LossTerm, { steps }: LossExamination): boolean {
  return steps ?? term.rows.name !== 'matching';
}

/** How many orders the flow has that a term is examined on. */
export function exampleOrders(term: LossTerm): number {
  return Math.max(2, ...term.orders);
}

function checkColumn(what: string, { width, values }: Column, rows: number): void {
  ensure(
    values.length === rows * width,
    `${what} holds ${values.length} numbers, expected ${rows} rows of ${width}.`,
  );
  const bad = firstNotFinite(values);
  ensure(bad === undefined, `${what} holds ${bad}.`);
}

function equalNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, index) => Object.is(value, b[index]));
}

function flowWithout(missing: number, orders: number): Flow {
  const whole = trainableFlow(orders, exampleParameters(orders, 1));
  const without = flowOf(2, orders, (at, k) => {
    if (k === missing) throw new Error(`The flow has no head of order ${missing}.`);
    return whole.at(at).order(k);
  });
  const known = { ...without, orders: whole.orders.filter((order) => order !== missing) };
  return missing === 1 ? known : { ...whole, ...known };
}

function complaintOf(run: () => Tensor1D): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `moving` where gradients are recorded; `frozen` inside `stopGradient` and for orders that are read as constants. */
function held(
  moving: DifferentiableFlow,
  frozen: DifferentiableFlow,
  { constantOrders = [] }: LossExamination = {},
): DifferentiableFlow {
  // Inside a function with a gradient of its own, as `stopGradient` makes, operations count as parts of one kernel.
  const insideTarget = () => tf.engine().state.kernelDepth > 0;
  return {
    ...moving,
    at: (point) => ({
      order: (k) => (insideTarget() || constantOrders.includes(k) ? frozen : moving).at(point).order(k),
    }),
    material: (at, order) => (insideTarget() ? frozen : moving).material(at, order),
    along: (...asked) => (insideTarget() ? frozen : moving).along(...asked),
  };
}

/** Rows on the straight path, for tests of single losses. */
export const exampleContext: PathContext = { interpolant: straightPath, clock: identityClock };
