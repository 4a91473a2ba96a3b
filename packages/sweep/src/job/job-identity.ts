import { createHash } from 'node:crypto';
import type { ResolvedComponent, ResolvedExperiment } from '@highorder/config';
import { usedComponents } from '@highorder/runtime';
import type { CodeVersions } from '../code/code-version.ts';

/** What makes a job the one that it is. */
export interface JobIdentity {
  /** Names the job: equal jobs have equal names, whatever sweep they belong to. */
  readonly hash: string;
  /** The version of the code that runs it. */
  readonly code: string;
}

/** What a job is made of. */
export interface JobContent {
  readonly resolved: ResolvedExperiment;
  /** The hash of every file that its components read, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The identity of a job: the hash of its resolved configuration, the version of its code, and the content of the files that it reads. The name of an experiment
 * does not count, nor do callbacks that only watch, since no number depends on them.
 */
export function identify({ resolved, files }: JobContent, code: string): JobIdentity {
  const {
    name: _,
    callbacks: written,
    ...others
  } = Object(resolved.values) as Readonly<Record<string, unknown>>;
  const callbacks = Array.isArray(written)
    ? written.filter((_, index) => counts(resolved.settings.callbacks[index]))
    : written;
  const values = { ...others, callbacks };
  const content = canonical({ format: 1, values, code, files: Object.fromEntries(files) });
  return { hash: createHash('sha256').update(content).digest('hex').slice(0, 20), code };
}

/** The version of the code that runs an experiment; it does not depend on the seed. */
export function codeOf(resolved: ResolvedExperiment, versions: CodeVersions): string {
  return versions.of(
    usedComponents(resolved)
      .filter(counts)
      .map(({ plugin }) => ({ kind: plugin.kind, name: plugin.name })),
  );
}

/** A callback only watches, unless its plugin says otherwise. */
function counts(component: ResolvedComponent | undefined): boolean {
  return component?.kind !== 'callback' || component.plugin.affects === 'results';
}

/** JSON in which equal values have equal texts: the names of maps are sorted. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
