/**
 * Many runs as one experiment: jobs that are never done twice, launched anywhere, resumed after any end.
 *
 * @module
 */
export { codeVersions, type CodeVersions } from './code/code-version.ts';
export { BLOCKED, BlockedError } from './job/blocked.ts';
export { type JobEnding, type JobRunner, runJob } from './job/run-job.ts';
export { serveJobs } from './job/serve-jobs.ts';
export { openPaceBook, type PaceBook } from './budget/pace.ts';
export type { PlanContext, PlannedJob, PlannedVariant } from './plan/plan-variants.ts';
export type { SweepPlan } from './plan/sweep-plan.ts';
export type { Choice, Trial } from './tune/choice.ts';
export type { TuningPlan } from './tune/plan-tuning.ts';
export { type BoardJob, type Counts, type JobBoard } from './run/job-board.ts';
export { type CommandProgram, jobCommands } from './run/job-commands.ts';
export { type JobCommands } from './run/run-jobs.ts';
export * from './run/run-sweep.ts';
export type { SweepOutcome } from './results/outcomes.ts';
export { claimFolder } from './run/claim-folder.ts';
export { type DamagedFile, damagedText } from './store/read-record.ts';
export type { JobResult, JobState, ResultRow } from './store/job-records.ts';
