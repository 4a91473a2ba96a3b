import type { PlannedComparison } from '@highorder/statistics';
import { formatNumber } from '../format.ts';
import { plainTable } from '../plain-table.ts';

/** See `seedPlanText` of the package. */
export function seedPlan(plans: readonly PlannedComparison[]): string {
  if (plans.length === 0) return 'The pilot compares nothing.';
  const table = plainTable({
    head: [
      'problem',
      'metric',
      'steps',
      'method',
      'difference',
      'deviation',
      'pilot',
      'seeds',
      'cautious',
      'samples',
    ],
    aligned: ['left', 'left', 'right', 'left', 'right', 'right', 'right', 'right', 'right', 'right'],
    rows: plans.map(planRow),
  });
  return [table, ...planNotes(plans)].join('\n');
}

function planRow({ needed, unresolved, ...plan }: PlannedComparison): readonly string[] {
  return [
    plan.problem,
    plan.metric,
    String(plan.steps),
    plan.method,
    `${formatNumber(plan.difference)}${unresolved ? '°' : ''}`,
    needed === undefined ? '' : formatNumber(needed.deviation),
    String(plan.pilotSeeds),
    needed === undefined ? '?' : String(needed.seeds),
    needed === undefined ? '?' : String(needed.cautiousSeeds),
    needed === undefined ? '?' : plan.samples === undefined ? '–' : String(plan.samples),
  ];
}

function planNotes(plans: readonly PlannedComparison[]): readonly string[] {
  const known = plans.flatMap(({ needed }) => needed ?? []);
  const most = (of: (each: (typeof known)[number]) => number) => Math.max(...known.map(of));
  return [
    ...(known.length > 0
      ? [
          `All comparisons: ${most(({ seeds }) => seeds)} seeds, ${most(({ cautiousSeeds }) => cautiousSeeds)} with caution.`,
          'seeds: if the deviation of the pilot is the true one. cautious: if it is the upper end of its 80% interval.',
        ]
      : []),
    ...(known.length > 0
      ? [
          'samples: of an evaluation, with the seeds of the pilot, if what evaluation adds strays as the floor does; an order of magnitude. –: no number is known to do.',
        ]
      : []),
    ...(plans.some(({ unresolved }) => unresolved)
      ? ['° smaller than two single evaluations resolve: only a mean over seeds shows it.']
      : []),
    ...plans
      .filter(({ unknown }) => unknown !== undefined)
      .map(
        ({ problem, metric, steps, method, unknown }) =>
          `? ${problem}, ${metric}, ${steps}, ${method}: ${unknown}`,
      ),
  ];
}
