import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const timeout = 60_000;

/** Of the four-mode problem on the variance-preserving path; computed elsewhere, and checked there in 50 digits. */
const golden = {
  t: 0.5,
  x: [2.44, 2.27],
  logDensity: -3.21300841782752,
  velocity: [2.18676543661736, -4.25675927773606],
  conditional: [2.31241695678759, -19.7187107427866],
  material: [242.557171872367, -260.154820053777],
};

const close = (found: readonly number[], expected: readonly number[]) =>
  expected.forEach((value, index) => expect(Math.abs(Number(found[index]) / value - 1)).toBeLessThan(1e-9));

describe('oracle', { timeout }, () => {
  test('prints the exact fields of a problem alone, and the end of the flow', async () => {
    const words = ['problems/four-modes', 'interpolant.use=vp-ode', '--orders', '2', '--endpoint', '--json'];
    const { status, out, err } = await run(['oracle', ...words, '--', '0.5,2.44,2.27', '0,4.6,0.7']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { points } = JSON.parse(out);
    expect(points).toHaveLength(2);
    const [first, second] = points;
    expect(first).toMatchObject({ t: golden.t, x: golden.x });
    close([first.logDensity], [golden.logDensity]);
    close(first.velocity, golden.velocity);
    close(first.conditional['2'], golden.conditional);
    close(first.material['2'], golden.material);
    expect(Object.keys(first.material)).toEqual(['2']);
    expect(second.endpoint[0]).toBeCloseTo(9.88001672, 7);
    expect(second.endpoint[1]).toBeCloseTo(9.62184401, 7);
  });

  test('takes points after --points -- with options behind them', async () => {
    const words = ['problems/four-modes', '--points', '--', '0.5,2.44,2.27', '--orders', '3', '--json'];
    const { status, out } = await run(['oracle', ...words]);
    expect(status).toBe(0);
    const { points } = JSON.parse(out);
    expect(points).toHaveLength(1);
    expect(Object.keys(points[0].conditional)).toEqual(['2', '3']);
    expect(points[0]).not.toHaveProperty('endpoint');
  });

  test('reads points from a file, and prints a table or CSV', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'points.csv'), 't,x,y\n0.2,3.5,1.2\n0.8,-7,8.2\n');
    const words = ['oracle', 'problems/four-modes', '--points', 'points.csv'];
    const [table, csv] = await Promise.all([run(words, folder), run([...words, '--csv'], folder)]);
    expect(table.out).toContain('t = 0.2, x = (3.5, 1.2)\n  log density');
    expect(table.out).toMatch(/^ {2}material 2 +1652\.115528 +-1650\.78019$/m);
    const [header, ...rows] = csv.out.trim().split('\n');
    expect(header).toBe(
      't,x.0,x.1,logDensity,velocity.0,velocity.1,conditional.2.0,conditional.2.1,material.2.0,material.2.1',
    );
    expect(rows).toHaveLength(2);
    close(rows[0]?.split(',').slice(8).map(Number) ?? [], [1652.11552766384, -1650.7801902097]);
  });

  test.each([
    ['without a point', ['problems/four-modes'], 'no point is given'],
    [
      'of the wrong dimension',
      ['problems/four-modes', '0.5,1'],
      'has 1 coordinates beside t; the problem has 2',
    ],
    ['without mixtures', ['problems/two-moons', '0.5,1,1'], 'The target is not a mixture of Gaussians.'],
    [
      'without a file',
      ['problems/four-modes', '--points', 'none.csv'],
      'none.csv: The file of points cannot be read.',
    ],
    [
      'outside the domain of the path',
      ['problems/four-modes', 'interpolant.use=vp-ode', '1,9,9'],
      'The path has no derivative of order 1 at t = 1.',
    ],
  ])('refuses %s with status 2', async (_, words, message) => {
    const { status, out, err } = await run(['oracle', ...words]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });
});
