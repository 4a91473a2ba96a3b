import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { identityClock } from '@highorder/core';
import { loadPlugins, openExperiment } from '@highorder/runtime';
import { describe, expect, test } from 'vitest';
import { planOf } from './plan.ts';

const configs = fileURLToPath(new URL('../../../configs', import.meta.url));
const plugins = loadPlugins(tmpdir());

async function planFor(method: string) {
  const experiment = openExperiment({
    ...{ sources: ['problems/four-modes', method], overrides: [], searchPath: [configs], folder: tmpdir() },
    registry: await plugins,
    files: {
      read(path) {
        throw new Error(`No file is read in this test: ${path}`);
      },
    },
  });
  return planOf(experiment, identityClock);
}

/** Methods of which nothing can be said, and the beginning of why. All others have a fixed point. */
const unanswered: Readonly<Record<string, RegExp>> = {
  'as-published-cubic': /^The loss term as-published-acceleration is not known here/,
  'as-published-vp': /^The loss term as-published-acceleration is not known here/,
  'homo-best': /^The loss term base-step is not known here/,
  m2: /^No term ties u_1 to the data/,
  'm2-sc': /^No term ties u_1 to the data/,
  sc: /^No term ties u_1 to the data/,
};

const methods = readdirSync(`${configs}/methods`).map((file) => file.replace(/\.yaml$/, ''));

describe('every method of configs/methods has an answer, or a reason for none', () => {
  test.each(methods)('%s', async (method) => {
    const { method: found, obstacles } = await planFor(`methods/${method}`);
    const reason = unanswered[method];
    if (reason === undefined) expect(obstacles).toEqual([]);
    else expect(obstacles[0]).toMatch(reason);
    expect(found === undefined).toBe(reason !== undefined);
  });
});
