import type { Problem } from '@highorder/config';
import { describe, expect, test } from 'vitest';
import { problemsOf } from './testing/sound-experiment.ts';

const gibibyte = 2 ** 30;

/** What is refused on a machine of that many bytes. */
const refused = (memory: number, overrides: readonly string[]): readonly Problem[] =>
  problemsOf({ overrides, memory });

describe('reliability 14: sizes are estimated before anything is made', () => {
  test.each([
    [
      'training.batch',
      'training.batch=10000000',
      'A batch of 10000000 rows needs at least 15 GiB of memory; this machine has 8 GiB.',
    ],
    [
      'evaluation.samples',
      'evaluation.samples=100000000',
      'An evaluation of 100000000 samples needs at least 52 GiB of memory; this machine has 8 GiB.',
    ],
    ['data.samples', 'data.samples=100000000', undefined],
    ['heads.0', 'heads.0.hidden=[100000, 100000]', undefined],
  ])('%s', (path, argument, message) => {
    const [problem, ...rest] = refused(path === 'data.samples' ? 2 * gibibyte : 8 * gibibyte, [argument]);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ path });
    if (!path.startsWith('heads')) expect(problem?.origin).toMatchObject({ type: 'command-line', argument });
    if (message !== undefined) expect(problem?.message).toBe(message);
    expect(problem?.message).toMatch(
      /needs? at least \d+(\.\d+)? GiB of memory; this machine has [28] GiB\.$/,
    );
  });

  test('the number that a message offers is taken', () => {
    for (const option of ['training.batch', 'evaluation.samples', 'data.samples']) {
      const memory = gibibyte / 4;
      const [problem] = refused(memory, [`${option}=10000000`]);
      const offered = /at most (\d+)/.exec(problem?.fix ?? '')?.[1];
      expect(Number(offered)).toBeGreaterThan(1000);
      expect(refused(memory, [`${option}=${offered}`])).toEqual([]);
    }
  });

  test('what fits is not refused', () => {
    expect(
      refused(gibibyte, ['training.batch=100000', 'evaluation.samples=100000', 'data.samples=100000']),
    ).toEqual([]);
  });

  test.each([
    ['training.batch=1000000000', 'training.batch'],
    ['losses.0.order=2147483648', 'losses.0.order'],
    ['heads.0.order=1000000', 'heads.0.order'],
    ['heads.0.hidden=[1000000, 1000000]', 'heads.0.hidden.0'],
    ['evaluation.samples=1000000000', 'evaluation.samples'],
    ['data.target.modes=1000000000', 'data.target.modes'],
    [`data.source.mean=[${new Array(5000).fill(0).join(',')}]`, 'data.source.mean'],
  ])('a number that can never work is refused by its schema: %.40s', (argument, path) => {
    const problems = refused(gibibyte, [argument]);
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(JSON.stringify(problems.map(({ message }) => message)).length).toBeLessThan(1000);
  });
});
