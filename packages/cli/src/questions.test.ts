import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, start, temporaryFolder } from './testing/command.ts';

const circle = ['problems/circle', 'methods/homo-2'];
const timeout = 60_000;

describe('check', { timeout }, () => {
  test('sums a sound experiment up', async () => {
    const { status, out, err } = await run(['check', ...circle, 'training.batch=100', '--json']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      experiment: 'circle-homo-2',
      dimension: 2,
      heads: [{ orders: [1] }, { orders: [2] }],
      losses: [
        { name: 'matching-1', weight: 1, rows: 75 },
        { name: 'matching-2', rows: 75 },
        { name: 'self-consistency', rows: 25 },
      ],
      batch: 100,
      integrator: { use: 'taylor', order: 2, evaluations: 1 },
    });
  });

  test('README "Wrong without being noticed": a default weight near 0 has its reason in the same line', async () => {
    const { status, out } = await run(['check', 'problems/circle', 'methods/homo-3']);
    expect(status).toBe(0);
    const lines = out.split('\n').filter((line) => line.includes('weight 4.239e-7'));
    expect(lines).toEqual([
      expect.stringMatching(
        /matching-3 .*weight 4\.239e-7 \(the default: order 3 in the units of velocity at a step of 0\.0625\)/,
      ),
    ]);
    // (r^2 / 3!)^2 at r = 1/16.
    expect(((1 / 16) ** 2 / 6) ** 2).toBeCloseTo(4.239e-7, 10);
  });

  test('truth C: warns where samplers start beside the path, and its way out works', async () => {
    const words = ['check', 'problems/spiral', 'methods/shortcut', 'paths/vp-ode'];
    const { status, out } = await run(words);
    expect(status).toBe(0);
    expect(out).toContain(
      'Warning: interpolant: the path begins at 0.00657 x1 + 1 x0, not at source points.',
    );
    expect(out).toContain("The difference is 0.428 a coordinate, 78 % of the source's deviation of 0.548");
    expect(JSON.parse((await run([...words, '--json'])).out)).toMatchObject({
      warnings: [{ path: 'interpolant' }],
    });
    for (const way of [['paths/ot'], ['data.source.variance=30']]) {
      expect((await run([...words, ...way])).out).not.toContain('Warning');
    }
    expect((await run(['check', 'problems/four-modes', ...words.slice(2)])).out).not.toContain('Warning');
  });

  test('names all mistakes of the command line and exits with 2', async () => {
    const words = ['problems/eight-modes', 'methods/homo-2', 'interpolant.use=vp-odee', 'losses.1.wieght=3'];
    const { status, out, err } = await run(['check', ...words]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.replace(/Known: [\w, -]+\./g, 'Known: ….')).toBe(
      [
        'Error: 2 mistakes in the configuration.',
        '',
        'command line  interpolant.use: no interpolant is called "vp-odee".',
        '    interpolant.use=vp-odee',
        '                    ^',
        '  Known: …. Closest: vp-ode.',
        '',
        'command line  losses.1.wieght: loss/matching has no option "wieght".',
        '    losses.1.wieght=3',
        '             ^',
        '  Known: …. Closest: weight.',
        '',
      ].join('\n'),
    );
    expect(err).toMatch(/Known: .*\bot\b.*\bvp-ode\b/);
  });

  test('names the line of a mistake in a file, as data with --json', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'wrong.yaml'),
      'extends: [problems/eight-modes, methods/homo-2]\ninterpolant:\n  use: vp-odee\n',
    );
    const plain = await run(['check', 'wrong.yaml'], folder);
    expect(plain.err).toContain('wrong.yaml:3:8  interpolant.use: no interpolant is called "vp-odee".');
    expect(plain.err).toContain('    3 |   use: vp-odee\n');
    const { status, out, err } = await run(['check', 'wrong.yaml', '--json'], folder);
    expect({ status, err }).toEqual({ status: 2, err: '' });
    expect(JSON.parse(out).error.problems).toMatchObject([
      { path: 'interpolant.use', closest: 'vp-ode', origin: { file: 'wrong.yaml', line: 3, column: 8 } },
    ]);
  });
});

describe('explain', { timeout }, () => {
  test('shows values below a path with their origins', async () => {
    const words = [...circle, 'losses', 'losses.1.weight=2', 'seed=3'];
    const { status, out } = await run(['explain', ...words]);
    expect(status).toBe(0);
    expect(out).toMatch(/^losses\.1\.weight +2 +command line: losses\.1\.weight=2$/m);
    expect(out).toMatch(/^losses\.0\.use +"matching" +.*methods\/homo-2\.yaml:\d+:\d+$/m);
    expect(out).toMatch(/^losses\.0\.\w+ .* default of loss\/matching$/m);
    expect(out).not.toMatch(/^seed/m);
  });

  test('knows the nearest place where there is nothing', async () => {
    const { status, err } = await run(['explain', ...circle, '--path', 'training.stepps']);
    expect(status).toBe(2);
    expect(err).toContain('Did you mean training.steps?');
  });
});

describe('list, describe and cite', { timeout }, () => {
  test('list the kinds with their plugins, and the plugins of a kind', async () => {
    const [kinds, heads, wrong] = await Promise.all([
      run(['list', '--json']),
      run(['list', 'head']),
      run(['list', 'haed']),
    ]);
    const { plugins } = JSON.parse(kinds.out).kinds.find(
      ({ kind }: { kind: string }) => kind === 'integrator',
    );
    expect(plugins).toEqual(expect.arrayContaining(['euler', 'taylor']));
    expect(heads.out).toMatch(/^mlp +A multilayer perceptron/m);
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain('Did you mean head?');
  });

  test('describe options with type, default and description', async () => {
    const { status, out } = await run(['describe', 'loss/matching', '--json']);
    expect(status).toBe(0);
    const { options, citations } = JSON.parse(out);
    expect(options).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'order', type: 'whole number >= 1, <= 20', required: true }),
        expect.objectContaining({ name: 'times', type: 'time-sampler', default: { use: 'uniform' } }),
        expect.objectContaining({ name: 'weight', type: 'number >= 0', required: false }),
      ]),
    );
    for (const { description } of options) expect(description).toMatch(/\w/);
    expect(citations.join('')).toContain('@article{chen2025homo');
  });

  test('cite every work once, and end quietly where nobody reads on', async () => {
    const { status, out } = await run(['cite', ...circle]);
    expect(status).toBe(0);
    expect(out.match(/@article\{chen2025homo/g)).toHaveLength(1);
    const unread = start(['cite', ...circle], temporaryFolder());
    unread.process.stdout?.destroy();
    expect(await unread.ended).toMatchObject({ status: 0, err: '' });
  });
});
