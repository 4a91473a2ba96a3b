import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const timeout = 120_000;

describe('verify', { timeout }, () => {
  test('says that the rule of the paper double counts, with numbers, and draws', async () => {
    const folder = temporaryFolder();
    const words = ['verify', 'problems/four-modes', 'methods/homo-2-paper', '--out', 'drawn'];
    const { status, out, err } = await run(words, folder);
    expect({ status, err }).toEqual({ status: 0, err: 'drawn/verify.svg\ndrawn/verify.png\n' });
    const plain = out.replace(/\s+/g, ' ');
    expect(plain).toContain('The rule paper double counts curvature');
    // The reference has 3.33138, 2.83138 and 2.71825 from a base of 1/128; the base here is 1/256.
    expect(plain).toMatch(
      /one step gives 3\.33\d{3} \(2\.83\d{3} by u_1 alone; 2\.71827 by the right rule\); exact is 2\.71828/,
    );
    expect(plain).toMatch(/the double counting costs 1[34]\d \(median \d+\) in one step/);
    expect(out).toMatch(/^ {2}the fixed point, from the exact end +0\.0\d+ +0\.0\d+$/m);
    expect(existsSync(join(folder, 'drawn/verify.png'))).toBe(true);
    expect(readFileSync(join(folder, 'drawn/verify.svg'), 'utf8')).toContain('Euler, exact velocity');
  });

  test('says that homo-2 does not, as JSON too', async () => {
    const [text, json] = await Promise.all([
      run(['verify', 'problems/four-modes', 'methods/homo-2']),
      run(['verify', 'problems/four-modes', 'methods/homo-2', '--json']),
    ]);
    expect(text.out.replace(/\s+/g, ' ')).toContain('The rule flow-map does not double count');
    const document = JSON.parse(json.out);
    expect(document).toMatchObject({ answered: true, doubleCounts: false, points: 64, figures: [] });
    expect(document.facts).toMatchObject({ rule: 'flow-map', base: 1 / 256, sameEnds: true });
    expect(document.facts.curves[0].points).toHaveLength(8);
  });

  test('knows the method for one step, whose base is a classical integrator', async () => {
    const words = ['verify', 'problems/four-modes', 'methods/homo-best', '--json'];
    const { status, out, err } = await run(words);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { facts, answered, doubleCounts } = JSON.parse(out);
    expect({ answered, doubleCounts }).toEqual({ answered: true, doubleCounts: false });
    expect(facts).toMatchObject({ base: 1 / 16, baseIntegrator: 'runge-kutta-4', sameEnds: true });
    expect(facts.oneStep.objective.rms).toBe(0);
    expect(facts.oneStep.ladder).toEqual(facts.oneStep.whole);
  });

  test('says what it knows and why there is no fixed point, with status 2', async () => {
    const { status, out, err } = await run(['verify', 'problems/four-modes', 'methods/m2-sc']);
    expect(status).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain('u_2 at d = 0 converges to');
    expect(err.replace(/\s+/g, ' ')).toContain(
      'There is no fixed point to compute. No term ties u_1 to the data at d = 0, so that the objective has no one fixed point.',
    );
  });

  test('splits the error of a run', async () => {
    const folder = temporaryFolder();
    const small = ['training.steps=4', 'training.batch=16', 'evaluation.samples=16', 'evaluation.steps=[1]'];
    const method = ['problems/four-modes', 'methods/shortcut', 'engine={use: eager, backend: cpu}'];
    const { status } = await run(['train', ...method, ...small, '--quiet', '--runs', 'all'], folder);
    expect(status).toBe(0);
    const { out: listed } = await run(['verify', onlyRun(join(folder, 'all')), '--json'], folder);
    const document = JSON.parse(listed);
    expect(document).toMatchObject({ step: 4, fine: { steps: 256 } });
    expect(Object.keys(document.splits[0])).toEqual([
      ...['steps', 'whole', 'learning', 'fixedPoint', 'discretization', 'selfConsistency'],
    ]);
    expect(existsSync(join(document.run, 'figures/verify.png'))).toBe(true);
  });

  test('refuses problems without exact fields, with status 2', async () => {
    const { status, out, err } = await run(['verify', 'problems/two-moons', 'methods/homo-2']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Exact fields are not known here: The target is not a mixture of Gaussians.');
  });
});

function onlyRun(runs: string): string {
  const [experiment = ''] = readdirSync(runs);
  const [id = ''] = readdirSync(join(runs, experiment));
  return join(runs, experiment, id);
}
