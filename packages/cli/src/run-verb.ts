import type { Call } from './program.js';

/** What a verb does with its arguments and options, as commander read them by the declaration in `verbs.js`. */
type Action = (...given: never[]) => Promise<void>;

const actions: Readonly<Record<string, () => Promise<{ readonly default: Action }>>> = {
  train: () => import('./commands/train.ts'),
  sweep: () => import('./commands/sweep.ts'),
  job: () => import('./commands/job.ts'),
  sample: () => import('./commands/sample.ts'),
  evaluate: () => import('./commands/evaluate.ts'),
  export: () => import('./commands/export.ts'),
  report: () => import('./commands/report.ts'),
  check: () => import('./commands/check.ts'),
  explain: () => import('./commands/explain.ts'),
  list: () => import('./commands/list.ts'),
  describe: () => import('./commands/describe.ts'),
  cite: () => import('./commands/cite.ts'),
  oracle: () => import('./commands/oracle.ts'),
  verify: () => import('./commands/verify.ts'),
  profile: () => import('./commands/profile.ts'),
  doctor: () => import('./commands/doctor.ts'),
};

/** Loads a verb and does it. */
export async function runVerb({ verb, words, options }: Call): Promise<void> {
  const loaded = await actions[verb]?.();
  // Commander gives what the verb's declaration promises; the types of the two are kept together by tests.
  await loaded?.default(...([...words, options] as never[]));
}
