import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ComposeRequest, composeExperiment, type ResolvedExperiment } from '../compose.ts';
import { ConfigurationError } from '../configuration-error.ts';
import type { Problem } from '../problem.ts';
import { registryOf } from './plugins.ts';

/** A folder with the given files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The least that an experiment must say. */
export const minimal = `
data: { source: { use: gaussian }, target: { use: gaussian, center: [3, 0] } }
heads:
  - { use: mlp, order: 1 }
losses:
  - { use: matching }
`;

export type Files = Readonly<Record<string, string>>;

/** Composes from files in a fresh folder. */
export function compose(
  files: Files,
  request: Partial<Pick<ComposeRequest, 'sources' | 'overrides' | 'registry'>> = {},
): ResolvedExperiment {
  const sources = request.sources ?? Object.keys(files).slice(-1);
  const folder = folderWith(files);
  const { overrides = [], registry = registryOf() } = request;
  return composeExperiment({ sources, overrides, registry, folder, searchPath: ['configs'] });
}

/** Composes the minimal experiment with overrides. */
export function override(...overrides: readonly string[]): ResolvedExperiment {
  return compose({ 'a.yaml': minimal }, { overrides });
}

/** The mistakes of a composition that must fail. */
export function problemsOf(attempt: () => unknown): readonly Problem[] {
  return errorOf(attempt).problems;
}

/** The error of a composition that must fail. */
export function errorOf(attempt: () => unknown): ConfigurationError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The composition should have failed.');
}
