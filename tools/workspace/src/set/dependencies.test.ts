import { describe, expect, test } from 'vitest';
import { declaredDependencies, isForTests, rootPackage, sourcesOf, workspacePackages } from '../packages.ts';
import { readText } from '../root.ts';
import { importedPackages } from './imported-packages.ts';

const packages = workspacePackages();
const pluginNames = new Set(
  packages.filter(({ manifest }) => manifest.highorder).map(({ manifest }) => manifest.name),
);

/** Needed, yet named in no source: a peer that inversify imports itself. */
const unnamed = new Set(['reflect-metadata']);

/** Declared in the root package.json, for the tests of all packages. */
const shared = declaredDependencies(rootPackage());

describe.each(packages)('$folder', (found) => {
  const declared = declaredDependencies(found);
  const sources = sourcesOf(found);

  test('declares what its sources import', () => {
    const missing = sources.flatMap((path) =>
      importedPackages(path)
        .filter((name) => name !== found.manifest.name && !Object.hasOwn(declared, name))
        .filter((name) => !(Object.hasOwn(shared, name) && isForTests(path)))
        .map((name) => `${path} imports ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('uses what it declares', () => {
    // An empty room declares what it will use.
    if (sources.length <= 1) return;
    const text = sources.map(readText).join('\n');
    // Plugins are loaded by name at run time, so a package that runs experiments names none of them.
    const idle = Object.keys(declared).filter(
      (name) => !text.includes(name.replace('@types/', '')) && !pluginNames.has(name) && !unnamed.has(name),
    );
    expect(idle).toEqual([]);
  });

  test('pins exact versions', () => {
    const loose = Object.entries(declared).filter(
      ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

test('one version of each package in the whole workspace', () => {
  const versions = new Map<string, Set<string>>();
  for (const found of packages) {
    for (const [name, version] of Object.entries(declaredDependencies(found))) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  expect([...versions].filter(([, found]) => found.size > 1).map(([name]) => name)).toEqual([]);
});
