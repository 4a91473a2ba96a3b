import { budgetText } from '../budget/budget-steps.ts';
import { shownValue } from '../plan/labels.ts';
import type { SweepPlan } from '../plan/sweep-plan.ts';

/** What stands below a table: what was tuned and chosen, and what runs cost. A paragraph each. */
export function notesOf(plan: SweepPlan): readonly string[] {
  return [...tuningNotes(plan), ...budgetNotes(plan)];
}

function tuningNotes({ sweep, choices }: SweepPlan): readonly string[] {
  const { tune } = sweep.settings;
  if (tune === null || choices.length === 0) return [];
  const head =
    `Tuned: every method on the same grid, on ${sweep.tuneProblems.join(', ')} with other seeds than the table, for a small ` +
    `${tune.metric} at ${tune.steps === 1 ? '1 step' : `${tune.steps} steps`}. In units of the median over the grid:`;
  const lines = choices.flatMap(({ method, label, trials }) => [
    `  ${method}: ${label}`,
    ...trials.map(
      (trial) => `    ${trial.label}: ${trial.score === undefined ? 'failed' : trial.score.toPrecision(3)}`,
    ),
  ]);
  return [[head, ...lines].join('\n')];
}

function budgetNotes({ sweep, variants }: SweepPlan): readonly string[] {
  const { budget } = sweep.settings;
  if (budget === null) return [];
  const lines = variants.map(({ problem, method, trainingSteps, parameters, changes }) => {
    const widths = changes
      .filter(({ at }) => at === 'budget.parameters')
      .map(({ option, value }) => `, ${option}=${shownValue(value)}`);
    return `  ${problem}, ${method}: ${trainingSteps} updates, ${parameters} parameters${widths.join('')}`;
  });
  return [[`Budget: ${budgetText(budget)}`, ...lines].join('\n')];
}
