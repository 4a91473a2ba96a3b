import type { Clock } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import type { Method } from './candidate-maps.ts';
import { effectiveRule } from './effective-rule.ts';
import { hostIntegrator } from './host-integrator.ts';
import { fraction, short } from './numbers.ts';
import { type Objective, objectiveOf } from './objective.ts';

/** What can be followed of an experiment, or why nothing can. */
export interface Plan {
  readonly objective: Objective;
  /** Absent where the objective settles nothing, with `obstacles`. */
  readonly method?: Method;
  /** Why its fixed point is not known. */
  readonly obstacles: readonly string[];
  /** Why the answer holds with a reservation. */
  readonly reservations: readonly string[];
}

/** Reads an experiment's objective, heads and integrator. */
export function planOf(experiment: Experiment, clock: Clock): Plan {
  const objective = objectiveOf(experiment);
  const integrator = hostIntegrator(experiment);
  const highest = Math.max(...experiment.orders);
  if (integrator === undefined) {
    const obstacle = `The integrator ${experiment.integrator.use} is not known here.`;
    return { objective, obstacles: [...unknownTerms(objective), obstacle], reservations: [] };
  }
  const { rule, problem, obstacle } = effectiveRule(objective, experiment, integrator, clock);
  const method: Method = { integrator, rule, highest };
  const obstacles = [
    ...unknownTerms(objective),
    ...(obstacle === undefined ? untaught(objective, method) : [obstacle]),
  ];
  const reservations = [
    ...(problem === undefined ? [] : [`${problem} Here the sampler runs on what is taught at d = 0.`]),
    ...openOrders(objective, method),
    ...shorterSteps(method),
    ...objective.remarks,
    ...couplingReservations(experiment),
  ];
  return obstacles.length > 0
    ? { objective, obstacles, reservations }
    : { objective, method, obstacles, reservations };
}

function unknownTerms({ unknown }: Objective): readonly string[] {
  return unknown.map((use) => `The loss term ${use} is not known here: what it converges to cannot be told.`);
}

/** Orders that are used and that nothing teaches at d = 0. */
function untaughtOrders(
  { instantaneous }: Objective,
  { integrator, rule, highest }: Method,
): readonly number[] {
  const used =
    rule?.name === 'paper' ? Math.max(highest, integrator.derivatives) : usedOrders(integrator, rule);
  return Array.from({ length: used }, (_, index) => index + 1).filter((order) => !instantaneous.has(order));
}

/** Highest order that is asked for at d = 0: a base step that another term teaches asks in the integrator's place. */
function usedOrders({ derivatives }: Method['integrator'], rule: Method['rule']): number {
  return rule?.base === 'taught' ? rule.baseStep.derivatives : derivatives;
}

const pointRules: ReadonlySet<string> = new Set(['flow-map', 'lagrangian', 'eulerian']);

/** A rule on points leaves open how orders above the first share a long step, and ties them to each other. */
function tiesPoints({ rule }: Method): boolean {
  // What makes a taught base asks for derivatives that heads have at d = 0, not for what a step comes to.
  return rule !== undefined && rule.base !== 'taught' && pointRules.has(rule.name);
}

function untaught(objective: Objective, method: Method): readonly string[] {
  return untaughtOrders(objective, method)
    .filter((order) => order === 1 || !tiesPoints(method))
    .map((order) =>
      order === 1
        ? 'No term ties u_1 to the data at d = 0, so that the objective has no one fixed point.'
        : `No term teaches u_${order} at d = 0, but the sampler uses it, so that the objective has no one fixed point.`,
    );
}

function openOrders(objective: Objective, method: Method): readonly string[] {
  if (!tiesPoints(method) || method.rule?.ladder === undefined) return [];
  return untaughtOrders(objective, method)
    .filter((order) => order > 1)
    .map(
      (order) =>
        `No term teaches u_${order} at d = 0. The base step is taken with the derivative of the flow, which u_${order} tends to ` +
        'as d falls if it is smooth in d.',
    );
}

/** Below its base a ladder that another term stands under says nothing. */
function shorterSteps({ rule }: Method): readonly string[] {
  if (rule?.base !== 'taught') return [];
  return [
    `No term teaches steps shorter than ${fraction(rule.reach)}: more than ${short(1 / rule.reach)} steps have no fixed point.`,
  ];
}

/** Exact fields are those of independent pairs without end. */
function couplingReservations({ resolved, samples }: Experiment): readonly string[] {
  const coupling = resolved.settings.coupling.name;
  const pairs =
    coupling === 'independent'
      ? []
      : [
          `The coupling is ${coupling}; the exact fields are those of independent pairs${
            coupling === 'fixed'
              ? ', which a fixed set of them approaches as it grows'
              : ', and its own are others'
          }.`,
        ];
  const drawn =
    samples === 'fresh'
      ? []
      : [
          `Training sees ${samples} fixed points of each side; the exact fields are those of the whole distributions.`,
        ];
  return [...pairs, ...drawn];
}
