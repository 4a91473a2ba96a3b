import { ConfigurationError, type Problem, type ResolvedSweep } from '@highorder/config';
import type { MeasuredValue } from './measured-values.ts';

/** An experiment with the values that it is going to report. */
interface Measuring {
  readonly measured: readonly MeasuredValue[];
}

/** Refuses rows of the table, and margins, that no experiment would give a value to. Throws `ConfigurationError`. */
export function refuseUnknownRows(sweep: ResolvedSweep, variants: readonly Measuring[]): void {
  const known = [...new Set(variants.flatMap(({ measured }) => measured.map(({ name }) => name)))];
  const { rows, relevant } = sweep.settings;
  const named = typeof relevant === 'object' && relevant !== null ? Object.keys(relevant) : [];
  const unknown = [
    ...(rows ?? []).flatMap((row, index) =>
      known.includes(row) ? [] : [unknownValue(sweep, `rows.${index}`, row, known)],
    ),
    ...named.flatMap((name) =>
      known.includes(name) ? [] : [unknownValue(sweep, `relevant.${name}`, name, known)],
    ),
  ];
  if (unknown.length > 0) throw new ConfigurationError(unknown);
}

/** Refuses a value to tune for that not every trial would give, at the number of steps that is asked for. Throws `ConfigurationError`. */
export function refuseUnknownGoal(sweep: ResolvedSweep, trials: readonly Measuring[]): void {
  const { tune } = sweep.settings;
  if (tune === null) return;
  const known = common(trials.map(({ measured }) => measured.map(({ name }) => name)));
  if (!known.includes(tune.metric)) {
    throw new ConfigurationError([unknownValue(sweep, 'tune.metric', tune.metric, known)]);
  }
  const steps = common(
    trials.map(({ measured }) => measured.find(({ name }) => name === tune.metric)?.steps ?? []),
  );
  if (steps.includes(tune.steps)) return;
  throw new ConfigurationError([
    sweep.problem({
      path: 'tune.steps',
      message: `${tune.metric} is not measured at ${tune.steps} ${tune.steps === 1 ? 'step' : 'steps'} of the sampler.`,
      found: String(tune.steps),
      known: steps.map(String),
      fix: `Choose one of these, or add ${tune.steps} to the steps of the sweep.`,
    }),
  ]);
}

function unknownValue(sweep: ResolvedSweep, path: string, name: string, known: readonly string[]): Problem {
  return sweep.problem({
    path,
    message: `no metric of this sweep gives the value "${name}".`,
    found: name,
    name,
    known,
    fix: 'Write one of these, or add its metric to the metrics of the sweep.',
  });
}

/** What all lists have, in the order of the first. */
function common<Item>([first = [], ...others]: readonly (readonly Item[])[]): readonly Item[] {
  return [...new Set(first)].filter((item) => others.every((list) => list.includes(item)));
}
