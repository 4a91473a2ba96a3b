import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readText, root } from './root.ts';

const versions = z.record(z.string(), z.string()).default({});

const target = z.object({ inputs: z.array(z.unknown()).optional() });

const manifest = z.looseObject({
  name: z.string(),
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
  highorder: z.object({ plugins: z.string() }).optional(),
  nx: z.object({ targets: z.record(z.string(), target).default({}) }).default({ targets: {} }),
});

/** The package.json of a member of the workspace, as far as the tools read it. */
export type Manifest = z.output<typeof manifest>;

/** A package of this workspace. */
export interface WorkspacePackage {
  /** Its folder from the root, such as `plugins/head-mlp`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Folders that hold packages. */
const parents = ['packages', 'plugins', 'tools'] as const;

/** Every package of the workspace, by folder. */
export function workspacePackages(): readonly WorkspacePackage[] {
  return parents.flatMap(foldersIn).map((folder) => ({ folder, manifest: readManifest(folder) }));
}

/** The workspace itself: its package.json declares what tests and tools share. */
export function rootPackage(): WorkspacePackage {
  return { folder: '.', manifest: readManifest('.') };
}

/** The packages in `plugins/`. */
export function pluginPackages(): readonly WorkspacePackage[] {
  return workspacePackages().filter(({ folder }) => folder.startsWith('plugins/'));
}

/** All that a package declares that it needs, by name, with the version it asks for. */
export function declaredDependencies({ manifest }: WorkspacePackage): Readonly<Record<string, string>> {
  return {
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
    ...manifest.dependencies,
  };
}

/** The sources of a package (the command's entry is plain JavaScript), from the root, tests included. */
export function sourcesOf({ folder }: WorkspacePackage): readonly string[] {
  if (!existsSync(join(root, folder, 'src'))) return [];
  return readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => `${folder}/src/${path}`)
    .sort();
}

/** Whether a source is a test or what only tests use. */
export function isForTests(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/src/testing/');
}

function readManifest(folder: string): Manifest {
  return manifest.parse(JSON.parse(readText(`${folder}/package.json`)));
}

function foldersIn(parent: string): readonly string[] {
  return readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}
