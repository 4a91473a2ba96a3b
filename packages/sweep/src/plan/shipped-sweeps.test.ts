import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveSweep } from '@highorder/config';
import { loadPlugins } from '@highorder/runtime';
import { expect, test } from 'vitest';
import { codeVersions } from '../code/code-version.ts';
import { prepareSweep } from '../run/run-sweep.ts';

const configs = fileURLToPath(new URL('../../../../configs', import.meta.url));
const sweeps = readdirSync(join(configs, 'sweeps'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);

/** What a user must say to run a sweep. */
const given: Readonly<Record<string, readonly string[]>> = {
  'my-points.yaml': ['problems.0.data.target={use: gaussian-ring, modes: 3, radius: 2, variance: 0.1}'],
  // Its file is looked for in the folder of the caller, which is not the root here.
  'smiley.yaml': ['problems.0.data.target.file=data/smiley.csv'],
};

test.each(sweeps)('the experiments of %s are sound', { timeout: 60_000 }, async (file) => {
  const registry = await loadPlugins(configs);
  const overrides = [...(given[file] ?? []), 'seeds=[0]'];
  const request = {
    sources: [join(configs, 'sweeps', file)],
    overrides,
    folder: configs,
    searchPath: [configs],
  };
  const context = {
    directory: configs,
    versions: codeVersions(registry),
    // A sweep that is shipped does not depend on how fast a machine is.
    paces: { secondsOf: () => expect.unreachable() },
  };
  const { plan, tuning } = await prepareSweep(resolveSweep({ ...request, registry }), context);
  const jobs = plan?.jobs ?? tuning?.jobs ?? [];
  expect(jobs.length).toBeGreaterThan(1);
  expect(new Set(jobs.map(({ hash }) => hash)).size).toBe(jobs.length);
});
