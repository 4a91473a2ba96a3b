import { type Launcher, required } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { type ExampleJob, type ExampleLaunch, type ExampleRun, exampleLaunch } from './launcher-example.ts';

/** A launcher that is checked, and where its jobs' folders may be. */
export interface CheckedLauncher {
  readonly launcher: Launcher;
  readonly place: string;
}

const sleep = (milliseconds: number): ExampleJob => ({ milliseconds, end: 'done' });

/** Every job runs once, in the directory and the environment of the launch, and its end is told once. */
export async function checkEveryJob(checked: CheckedLauncher): Promise<void> {
  const before = process.env['HIGHORDER_EXAMPLE'];
  process.env['HIGHORDER_EXAMPLE'] = 'as given';
  try {
    await withLaunch(checked, [sleep(1), sleep(1), sleep(1), sleep(1), sleep(1)], async (launch) => {
      await launch.run(checked.launcher, { parallel: 2 });
      for (const job of launch.jobs) {
        const runs = launch.runsOf(job);
        ensure(runs.length === 1, `${job.name} ran ${runs.length} times.`);
        ensure(runs[0]?.directory === launch.directory, `${job.name} ran in ${runs[0]?.directory}.`);
        ensure(runs[0]?.setting === 'as given', `${job.name} was not given the environment.`);
      }
      requireEnds(launch, launch.jobs.length);
      const trouble = launch.ends.find((end) => end.trouble !== undefined)?.trouble;
      ensure(trouble === undefined, `A job that ended well is in trouble: ${trouble}`);
    });
  } finally {
    if (before === undefined) delete process.env['HIGHORDER_EXAMPLE'];
    else process.env['HIGHORDER_EXAMPLE'] = before;
  }
}

/** As many run side by side as are allowed, and no more; they begin in order. */
export async function checkParallel(checked: CheckedLauncher): Promise<void> {
  // Long enough for two to meet, whatever it takes to start a process.
  const jobs = Array.from({ length: 4 }, () => sleep(1500));
  await withLaunch(checked, jobs, async (launch) => {
    await launch.run(checked.launcher, { parallel: 2 });
    const runs = launch.jobs.flatMap(launch.runsOf);
    const most = Math.max(...runs.map((run) => runs.filter((other) => overlaps(run, other)).length));
    ensure(most === 2, `Two may run side by side, and ${most} did.`);
    // Those that begin together may do so in either order.
    const firstHalf = Math.max(...runs.slice(0, 2).map(({ began }) => began));
    const secondHalf = Math.min(...runs.slice(2).map(({ began }) => began));
    ensure(firstHalf <= secondHalf, 'Jobs did not begin in their order.');
  });
}

/** Whether `other` runs at the moment at which `run` begins. */
function overlaps(run: ExampleRun, other: ExampleRun): boolean {
  return other.began <= run.began && run.began < other.ended;
}

/** A job that fails or is killed stops no other; why a process was ended is told. */
export async function checkFailures(checked: CheckedLauncher): Promise<void> {
  const jobs: readonly ExampleJob[] = [
    sleep(1),
    { milliseconds: 1, end: 'failed' },
    { milliseconds: 1, end: 'killed' },
    sleep(1),
  ];
  await withLaunch(checked, jobs, async (launch) => {
    await launch.run(checked.launcher);
    requireEnds(launch, 4);
    const ran = launch.jobs.map((job) => launch.runsOf(job).length);
    ensure(ran.join() === '1,1,0,1', `Jobs ran ${ran.join()} times; a failure must stop no other.`);
    const killed = launch.ends.find(({ job }) => job === launch.jobs[2]);
    ensure(/\.$/.test(killed?.trouble ?? ''), `Nothing tells why a process was killed: ${killed?.trouble}`);
    ensure(
      killed?.killed === true,
      'A process was killed, and nothing tells that its job may be tried again.',
    );
    const well = launch.ends.find(({ job }) => job === launch.jobs[3]);
    ensure(well?.trouble === undefined, `A job after a killed one is in trouble: ${well?.trouble}`);
  });
}

/** After the signal no job begins, running ones are told to end, and none of these ends is told as one of a job. */
export async function checkStopping(checked: CheckedLauncher): Promise<void> {
  await withLaunch(checked, [sleep(60_000), sleep(60_000)], async (launch) => {
    const controller = new AbortController();
    const running = launch.run(checked.launcher, { signal: controller.signal });
    const first = required(launch.jobs[0], 'The example has two jobs.');
    const second = required(launch.jobs[1], 'The example has two jobs.');
    while (!launch.hasBegun(first)) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    await running;
    ensure(!launch.hasBegun(second), 'A job began after the signal.');
    ensure(launch.runsOf(first).length === 0, 'A job went on after the signal.');
    ensure(
      launch.ends.length === 0,
      `The end of ${launch.ends[0]?.job.name} was told, which the signal ended.`,
    );
  });
}

/** A signal that is aborted from the start lets nothing begin, and no jobs are no work. */
export async function checkNothing(checked: CheckedLauncher): Promise<void> {
  await withLaunch(checked, [sleep(1)], async (launch) => {
    await launch.run(checked.launcher, { signal: AbortSignal.abort() });
    ensure(
      launch.jobs.every((job) => !launch.hasBegun(job)),
      'A job began after the signal.',
    );
  });
  await withLaunch(checked, [], (launch) => launch.run(checked.launcher));
}

function requireEnds({ jobs, ends }: ExampleLaunch, count: number): void {
  ensure(ends.length === count, `${count} jobs ended, and ${ends.length} ends were told.`);
  const unknown = jobs.filter((job) => !ends.some((end) => end.job === job));
  ensure(unknown.length === 0, `The end of ${unknown[0]?.name} was not told.`);
}

async function withLaunch(
  { place }: CheckedLauncher,
  jobs: readonly ExampleJob[],
  use: (launch: ExampleLaunch) => Promise<void>,
): Promise<void> {
  const launch = exampleLaunch(place, jobs);
  try {
    await use(launch);
  } finally {
    launch.remove();
  }
}
