import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@highorder/core';
import { launcherContract } from '@highorder/testkit';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import slurm from './slurm.ts';
import { arrayOf, launch, type TestLaunch, until } from './testing/launch.ts';
import { whenSlurmIsThere } from './testing/when-slurm-is-there.ts';

whenSlurmIsThere(() => {
  launcherContract(slurm, { options: { poll: 0.1 } });

  const options = { timeout: 60_000 };

  test.each([
    { named: `it's "50% $HOME" \`x\` *`, logged: true },
    { named: 'back\\slash %a', logged: false },
  ])('letters of paths have no meaning: $named', options, async ({ named, logged }) => {
    const launched = launch({ jobs: 2, named, work: "writeFileSync(folder + '/here', process.cwd());" });
    await launched.done;
    expect(launched.ends.map(({ trouble }) => trouble)).toEqual([undefined, undefined]);
    for (const index of [0, 1])
      expect(readFileSync(join(launched.directory, `job ${index}`, 'here'), 'utf8')).toBe(launched.directory);
    expect(filesOf(launched).includes('task-1.log')).toBe(logged);
  });

  test('one process does the jobs of a task; where it dies, a new one goes on', options, async () => {
    const launched = launch({
      jobs: 5,
      options: { jobsPerTask: 4, cpusPerTask: 1, memory: '200M', time: '5', arguments: ['--nice=1'] },
      work: `
        writeFileSync(folder + '/process', String(process.pid));
        if (folder.endsWith('1')) { console.error('Out of luck.'); process.exit(7); }`,
    });
    await launched.done;
    const processes = [0, 1, 2, 3, 4].map((index) =>
      readFileSync(join(launched.directory, `job ${index}`, 'process'), 'utf8'),
    );
    expect(processes[1]).toBe(processes[0]);
    expect(processes[3]).toBe(processes[2]);
    expect(new Set(processes).size).toBe(3);
    const troubles = new Map(launched.ends.map(({ job, trouble }) => [job.name, trouble]));
    expect(troubles.size).toBe(5);
    expect([...troubles.values()].filter((trouble) => trouble !== undefined)).toHaveLength(1);
    expect(troubles.get('job-1')).toMatch(
      /^The process ended by itself, with status 7, after it had said:\nOut of luck\.\nAll of it is in .*\/job-0\.log\.$/,
    );
  });

  test(
    'a task that another cancels is told with the word of Slurm, and so are its other jobs',
    options,
    async () => {
      const launched = launch({
        jobs: 3,
        options: { jobsPerTask: 2 },
        work: `
        writeFileSync(folder + '/began', '');
        if (!folder.endsWith('2')) await new Promise((resolve) => setTimeout(resolve, 60_000));`,
      });
      await until(() => existsSync(join(launched.directory, 'job 0/began')));
      execFileSync('scancel', [`${arrayOf(launched)}_0`]);
      await launched.done;
      const troubles = new Map(launched.ends.map(({ job, trouble }) => [job.name, trouble]));
      expect(troubles.get('job-2')).toBeUndefined();
      for (const name of ['job-0', 'job-1']) {
        expect(troubles.get(name)).toMatch(
          /^Slurm ended task \d+_0 on \S+ before this job had ended: CANCELLED/,
        );
        expect(troubles.get(name)).toMatch(
          /\*\*\* JOB \d+ ON \S+ CANCELLED AT[^]*All of it is in .*task-0\.log\.$/,
        );
      }
    },
  );

  test('a node that fails is told, and other jobs go on when it is back', options, async () => {
    // A Slurm of its own, so that no other test loses its node.
    const own = mkdtempSync(join(tmpdir(), 'slurm-'));
    const daemons = (order: string) =>
      execFileSync(join(import.meta.dirname, '../../../tools/slurm/start.sh'), [order], {
        env: { ...process.env, HIGHORDER_SLURM: own },
      });
    daemons('start');
    vi.stubEnv('SLURM_CONF', join(own, 'slurm.conf'));
    onTestFinished(() => {
      vi.unstubAllEnvs();
      daemons('stop');
    });
    const launched = launch({
      jobs: 2,
      parallel: 1,
      work: `
        writeFileSync(folder + '/began', '');
        if (folder.endsWith('0')) await new Promise((resolve) => setTimeout(resolve, 60_000));`,
    });
    await until(() => existsSync(join(launched.directory, 'job 0/began')));
    const node = execFileSync('sinfo', ['--noheader', '--format=%N'], { encoding: 'utf8' }).trim();
    // The controller kills what ran on the node, and takes it back when it answers.
    execFileSync('scontrol', ['update', `nodename=${node}`, 'state=down', 'reason=test']);
    await launched.done;
    // Job 1 may be over before job 0, whose end may still come over a network, is given up.
    const troubles = new Map(launched.ends.map(({ job, trouble }) => [job.name, trouble]));
    expect([...troubles.keys()].toSorted()).toEqual(['job-0', 'job-1']);
    expect(launched.ends).toHaveLength(2);
    expect(troubles.get('job-0')).toMatch(
      /^Slurm ended task \d+_0 on \S+ before this job had ended: NODE_FAIL/,
    );
    expect(troubles.get('job-1')).toBeUndefined();
  });

  test('after the signal nothing of the array is left', options, async () => {
    const launched = launch({
      jobs: 4,
      work: "writeFileSync(folder + '/began', ''); await new Promise((resolve) => setTimeout(resolve, 60_000));",
    });
    await until(() => existsSync(join(launched.directory, 'job 1/began')));
    launched.abort();
    await launched.done;
    const left = execFileSync('squeue', ['--noheader', `--jobs=${arrayOf(launched)}`], { encoding: 'utf8' });
    expect(left).toBe('');
    expect(launched.ends).toEqual([]);
  });

  test('a Slurm that does not answer for a while is told once, and asked again', options, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'squeue-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const real = execFileSync('sh', ['-c', 'command -v squeue'], { encoding: 'utf8' }).trim();
    // Silent the first two times, then the real one.
    const script = `#!/bin/sh
echo asked >> '${folder}/asked'
if [ "$(wc -l < '${folder}/asked')" -le 2 ]; then echo 'no controller' >&2; exit 1; fi
exec '${real}' "$@"
`;
    writeFileSync(join(folder, 'squeue'), script, { mode: 0o755 });
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const launched = launch({ jobs: 1, work: '' });
    await launched.done;
    expect(launched.ends.map(({ trouble }) => trouble)).toEqual([undefined]);
    expect(launched.notes.slice(1)).toEqual(['Slurm does not answer, and is asked again: no controller']);
  });

  test('an array that Slurm holds back is told once, with the reason', options, async () => {
    const launched = launch({
      jobs: 2,
      options: { arguments: ['--begin=now+1hour'] },
      work: '',
    });
    await until(() => launched.notes.length > 0);
    execFileSync('scontrol', ['hold', arrayOf(launched)]);
    await until(() => launched.notes.length > 1);
    launched.abort();
    await launched.done;
    expect(launched.notes[0]).toMatch(
      /^Slurm has 2 jobs as array \d+ of 2 tasks; `scancel \d+` ends them\.$/,
    );
    expect(launched.notes.slice(1)).toEqual([expect.stringMatching(/^Slurm lets array \d+ wait: JobHeld/)]);
  });

  test('what sbatch refuses is told in its words, with a way out', options, async () => {
    const { done } = launch({ jobs: 1, options: { partition: 'no-such' }, work: '' });
    await expect(done).rejects.toThrow(InputError);
    await expect(done).rejects.toThrow(
      /launcher slurm: sbatch did not take the jobs \(status 1\): .*invalid partition/,
    );
    const many = launch({ jobs: 1200, work: '' });
    await expect(many.done).rejects.toThrow(
      /Invalid job array[^]*Way out: .*arrays of 1200 tasks.*raise `jobsPerTask`/,
    );
  });
});

/** The files of the launch itself. */
function filesOf({ directory }: TestLaunch): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replace(/^slurm-[^/]*\//, ''),
  );
}

test('a machine without Slurm is told at once', async () => {
  vi.stubEnv('PATH', '/nowhere');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { done, ends } = launch({ jobs: 1, work: '' });
  await expect(done).rejects.toThrow(InputError);
  await expect(done).rejects.toThrow(/no program "sbatch"[^]*Way out: .*use the launcher `local`/);
  expect(ends).toEqual([]);
});

describe('options', () => {
  test('an argument that the launcher gives by itself is refused', () => {
    const make = (word: string) => () => slurm.make({ arguments: [word] });
    expect(make('--account=physics')).not.toThrow();
    expect(make('--array=1-5')).toThrow(/`arguments` has "--array=1-5"[^]*Leave it out/);
    expect(make('-p')).toThrow(/Use the option `partition`/);
    expect(make('--mem=4G')).toThrow(/Use the option `memory`/);
    expect(() => slurm.options.parse({ arguments: ['physics'] })).toThrow(/begins with -/);
  });

  test('times and memory are in the words of sbatch', () => {
    for (const time of ['90', '1:30:00', '2-12', '2-12:00:00'])
      expect(slurm.options.parse({ time }).time).toBe(time);
    expect(slurm.options.parse({ time: 90, memory: 500 })).toMatchObject({ time: 90, memory: 500 });
    expect(() => slurm.options.parse({ time: 'an hour' })).toThrow(/1:30:00/);
    expect(() => slurm.options.parse({ memory: '2 GB' })).toThrow(/500M/);
  });

  test('as many tasks side by side as it is told', () => {
    expect(slurm.make().parallel).toBe(100);
    expect(slurm.make({ parallel: 3 }).parallel).toBe(3);
  });
});
