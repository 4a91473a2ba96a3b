import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { identityClock } from '@highorder/core';
import { hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';
import { describe, expect, test } from 'vitest';
import { planOf } from './plan.ts';

const configs = fileURLToPath(new URL('../../../configs', import.meta.url));
const plugins = loadPlugins(tmpdir());

async function planFor(...sources: readonly string[]) {
  const experiment = openExperiment({
    ...{ sources: [...sources], overrides: [], searchPath: [configs], folder: tmpdir() },
    registry: await plugins,
    files: hostFiles(tmpdir()),
  });
  return planOf(experiment, identityClock);
}

/** Methods of which nothing can be said, and the beginning of why. All others have a fixed point. */
const unanswered: Readonly<Record<string, RegExp>> = {
  m2: /^No term ties u_1 to the data/,
  'm2-sc': /^No term ties u_1 to the data/,
  sc: /^No term ties u_1 to the data/,
};

const methods = readdirSync(`${configs}/methods`).map((file) => file.replace(/\.yaml$/, ''));

describe('every method of configs/methods has an answer, or a reason for none', () => {
  test.each(methods)('%s', async (method) => {
    const { method: found, obstacles } = await planFor('problems/four-modes', `methods/${method}`);
    const reason = unanswered[method];
    if (reason === undefined) expect(obstacles).toEqual([]);
    else expect(obstacles[0]).toMatch(reason);
    expect(found === undefined).toBe(reason !== undefined);
  });
});

const experiments = readdirSync(`${configs}/experiments/as-published`).map((file) =>
  file.replace(/\.yaml$/, ''),
);

test.each(experiments)('so has the published script for %s', async (name) => {
  const { method, obstacles, objective } = await planFor(`experiments/as-published/${name}`);
  expect(obstacles).toEqual([]);
  expect(objective.unknown).toEqual([]);
  // Its sampler tells networks a step of 0, and asks for nothing that its rule teaches.
  expect(method).toMatchObject({ rule: undefined, integrator: { tellsStep: false, derivatives: 2 } });
});
