import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginRegistry } from '@highorder/runtime';
import { required } from '@highorder/core';
import {
  type CodePackage,
  findPackage,
  hashSources,
  type PackageFacts,
  readPackageFacts,
} from './package-content.ts';

/** Names the code that makes a result. */
export interface CodeVersions {
  /** The version of the code behind experiments that use these plugins, each `kind/name`. */
  of(plugins: readonly PluginName[]): string;
}

/** A plugin by its kind and name. */
export interface PluginName {
  readonly kind: string;
  readonly name: string;
}

/**
 * Versions of code: the hash of the sources of `@highorder/lab`, of the packages whose plugins an experiment uses, and of all packages
 * that these use, where the sources may change under one version number, else of name and version. It needs no git, and neither plugins that an
 * experiment does not use nor tests, documentation or this room change it.
 *
 * Sources are read once for each package. `from` is a module that finds the packages of this workspace.
 */
export function codeVersions(registry: PluginRegistry, from: string = import.meta.url): CodeVersions {
  const folder = dirname(fileURLToPath(from));
  const known = new Map<string, CodeOf>();
  const read = (found: CodePackage): CodeOf => {
    const before = known.get(found.folder);
    if (before !== undefined) return before;
    const facts = readPackageFacts(found);
    const code = { facts, line: `${facts.name} ${contentOf(facts)}` };
    known.set(found.folder, code);
    return code;
  };
  const packageOf = ({ kind, name }: PluginName): CodePackage => {
    const from = required(registry.packageOf(kind, name), `Plugin ${kind}/${name} is registered.`);
    const found =
      from.folder === undefined
        ? findPackage(from.package, folder)
        : { name: from.package, folder: from.folder };
    return required(found, `The package ${from.package} is installed, for its plugins were loaded.`);
  };
  const lab = required(findPackage('@highorder/lab', folder), '@highorder/lab is installed.');
  return {
    of(plugins) {
      const lines = new Map<string, string>();
      const visit = (found: CodePackage) => {
        const { facts, line } = read(found);
        if (lines.has(facts.folder)) return;
        lines.set(facts.folder, line);
        if (!facts.changeable) return;
        for (const name of facts.dependencies) {
          const next = findPackage(name, facts.folder);
          if (next !== undefined) visit(next);
        }
      };
      for (const found of [lab, ...plugins.map(packageOf)]) visit(found);
      return createHash('sha256')
        .update([...lines.values()].sort().join('\n'))
        .digest('hex')
        .slice(0, 20);
    },
  };
}

interface CodeOf {
  readonly facts: PackageFacts;
  readonly line: string;
}

/** What an installed package holds is fixed by its version. */
function contentOf({ changeable, folder, version }: PackageFacts): string {
  return changeable ? hashSources(folder) : version;
}
