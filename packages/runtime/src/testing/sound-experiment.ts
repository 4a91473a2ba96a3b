import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, type Problem } from '@highorder/config';
import { onTestFinished } from 'vitest';
import { hostFiles } from '../host-files.ts';
import { loadPlugins } from '../load-plugins.ts';
import { openExperiment } from '../open-experiment.ts';

const SOUND = `
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
heads: [{ use: mlp, order: 1 }]
losses: [{ use: matching, order: 1 }]
`;
const registry = await loadPlugins(tmpdir());

/** What a user gives to a command, beside a sound experiment. */
export interface Change {
  readonly overrides: readonly string[];
  /** Texts by the names of files beside it. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Bytes that this machine has. */
  readonly memory?: number | undefined;
}

/** A mistake, the fix that is offered for it, and what one writes who follows it. */
export interface TriedFix extends Omit<Change, 'overrides'> {
  readonly wrong: readonly string[];
  readonly told: string;
  readonly right: readonly (readonly string[])[];
}

/** The mistakes of an experiment; none where it is sound. */
export function problemsOf({ overrides, files = {}, memory }: Change): readonly Problem[] {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-fixes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ ...files, 'sound.yaml': SOUND })) {
    writeFileSync(join(folder, name), text);
  }
  const request = { sources: ['sound.yaml'], overrides, searchPath: [], folder, registry };
  try {
    openExperiment({ ...request, files: hostFiles(folder), memory });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

/** The fixes that are offered for an experiment; none where it is sound. */
export function fixesOf(change: Change): readonly string[] {
  return problemsOf(change).map(({ fix }) => fix ?? 'no fix');
}

export const headsOf = (...each: readonly string[]) =>
  `heads=[${each.map((head) => `{ use: mlp, ${head} }`).join(', ')}]`;
export const lossesOf = (...each: readonly string[]) =>
  `losses=[${each.map((loss) => `{ ${loss} }`).join(', ')}]`;
