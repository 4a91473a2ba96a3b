import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { whenSlurmIsThere } from './testing/when-slurm-is-there.ts';

const workspace = join(import.meta.dirname, '../../..');

const sweep = `
name: tiny
problems: [problems/two-moons]
methods: [methods/shortcut]
seeds: { count: 3 }
experiment: { training: { steps: 20, batch: 16 }, evaluation: { samples: 32, steps: [1, 2] } }
metrics: [energy-distance]
`;

/** Files of a job that hold no times of the clock, and need not be the same. */
const exact = /(?:result\.json|evaluation\.json|config\.yaml|\.safetensors)$/;

/** Sweeps with a launcher, and gives the contents of the exact files of all jobs by their paths. */
async function bitsOf(folder: string, launcher: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const file = join(folder, 'tiny.yaml');
  writeFileSync(file, sweep);
  const words = ['sweep', file, ...launcher, '--runs', join(folder, 'runs'), '--jobs', '2', '--quiet'];
  const node = ['--conditions=@highorder/source', join(workspace, 'packages/cli/bin/highorder.js')];
  await promisify(execFile)(process.execPath, [...node, ...words], { cwd: workspace });
  const jobs = join(folder, 'runs/jobs');
  const paths = readdirSync(jobs, { recursive: true, encoding: 'utf8' }).filter((path) => exact.test(path));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(jobs, path)).toString('base64')]));
}

whenSlurmIsThere(() => {
  test('a sweep has the same bits on Slurm as in processes of this machine', {
    timeout: 240_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sweep on slurm-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const at = (name: string) => mkdtempSync(join(folder, `${name}-`));
    const onSlurm = ['launcher.use=slurm', 'launcher.poll=0.2', 'launcher.jobsPerTask=2'];
    const [here, there] = [await bitsOf(at('here'), []), await bitsOf(at('there'), onSlurm)];
    expect([...here.keys()].filter((path) => path.endsWith('result.json'))).toHaveLength(3);
    expect([...here.keys()].some((path) => path.endsWith('.safetensors'))).toBe(true);
    expect(there).toEqual(here);
  });
});
