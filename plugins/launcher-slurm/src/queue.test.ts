import { expect, test } from 'vitest';
import { environmentFor } from './client.ts';
import { isAlive, parseQueue } from './queue.ts';
import { deathOf, troubleOfEnd, troubleOfTask } from './trouble.ts';

test('reads what squeue prints', () => {
  const output =
    '3|PENDING|JobArrayTaskLimit|\n0|COMPLETED|None|node1\n1|NODE_FAIL|None|node[2-3]\nN/A|RUNNING|None|node1\n';
  const tasks = parseQueue(output);
  expect(tasks).toEqual([
    { task: 3, state: 'PENDING', reason: 'JobArrayTaskLimit', nodes: '' },
    { task: 0, state: 'COMPLETED', reason: 'None', nodes: 'node1' },
    { task: 1, state: 'NODE_FAIL', reason: 'None', nodes: 'node[2-3]' },
  ]);
  expect(tasks.map(isAlive)).toEqual([true, false, false]);
});

test('a process that died is told, one that answered is not', () => {
  expect(troubleOfEnd({ status: undefined, log: '' })).toBeUndefined();
  expect(troubleOfEnd({ status: 137, log: '/nowhere' })).toBe('The process was killed by SIGKILL.');
  expect([undefined, 137, 75, 1].map((status) => deathOf({ status, log: '' }))).toEqual([
    {},
    { killed: true },
    { status: 75 },
    { status: 1 },
  ]);
  expect(troubleOfEnd({ status: 1, log: '/nowhere' })).toBe('The process ended by itself, with status 1.');
});

test('a task that is lost is told as far as it is known', () => {
  const state = { task: 3, state: 'TIMEOUT', reason: 'TimeLimit', nodes: 'node1' };
  expect(troubleOfTask('12_3', state, '/nowhere')).toBe(
    'Slurm ended task 12_3 on node1 before this job had ended: TIMEOUT (TimeLimit).',
  );
  expect(troubleOfTask('12_3', undefined, '/nowhere')).toBe(
    'Slurm no longer knows task 12_3, which left no end of this job.',
  );
});

test('jobs do not inherit the task in which a sweep itself runs, nor habits of the user', () => {
  const given = {
    PATH: '/bin',
    SLURM_CONF: '/etc/slurm.conf',
    SLURM_JOB_ID: '7',
    SLURM_MEM_PER_CPU: '100',
    SQUEUE_FORMAT: '%i',
    SBATCH_ACCOUNT: 'physics',
  };
  expect(environmentFor(given)).toEqual({
    PATH: '/bin',
    SLURM_CONF: '/etc/slurm.conf',
    SBATCH_ACCOUNT: 'physics',
  });
});
