import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createModel, type Model } from '@highorder/lab';
import { hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';

/**
 * One standard normal to a triangle of normals of variance 0.6, in the data's own units, with a ladder whose base step is
 * 1/128: the smooth problem of the reference tables (`oracle` says where its radius is from).
 */
const SOFT = `
name: soft
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 1.95, variance: 0.6 }
scaling: { use: none }
preconditioning: { use: none }
engine: { use: eager, backend: cpu }
training: { steps: 6, batch: 16, log: 1, checkpoint: 3 }
evaluation: { steps: [1], samples: 16, draws: 2, metrics: [{ use: energy-distance }] }
`;

const plugins = loadPlugins(tmpdir());

/** The heads and losses of a method on that problem, in YAML. */
export async function softModel(method: string, overrides: readonly string[] = []): Promise<Model> {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-verify-'));
  try {
    writeFileSync(join(folder, 'soft.yaml'), SOFT + method);
    const experiment = openExperiment({
      ...{ sources: ['soft.yaml'], overrides, searchPath: [], folder, registry: await plugins },
      files: hostFiles(folder),
    });
    return createModel(experiment);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Two heads of which both see the step, matching of both orders, and self-consistency by a rule. */
export function twoHeads(rule: string, target = 'conditional'): string {
  return `
heads:
  - { use: mlp, order: 1, hidden: [4], sees: [x, t, d] }
  - { use: mlp, order: 2, hidden: [4], sees: [x, t, d, lower] }
losses:
  - { use: matching, order: 1 }
  - { use: matching, order: 2, target: ${target} }
  - { use: self-consistency, rule: ${rule}, share: 0.25, times: { use: shortcut-ladder, finest: 64 } }
integrator: { use: taylor }
`;
}

/** One head that sees x and t, and what else is named. */
export function oneHead(losses: string, integrator = 'taylor', sees = 'x, t'): string {
  return `
heads: [{ use: mlp, order: 1, hidden: [4], sees: [${sees}] }]
losses: [${losses}]
integrator: { use: ${integrator} }
`;
}
