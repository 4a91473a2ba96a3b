import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';
import { runNpm } from './run-npm.ts';

export const packageName = '@tensorflow/tfjs-node';

/** The folder of the package within a folder that holds a setup. */
export function packageFolder(folder: string): string {
  return join(folder, 'node_modules', ...packageName.split('/'));
}

/** The version that the engines ask for. */
export async function wantedVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(join(root, 'plugins/engine-eager/package.json'), 'utf8'),
  );
  const version = read(read(manifest, 'optionalDependencies'), packageName);
  if (typeof version === 'string') return version;
  throw new Error(`plugins/engine-eager does not name ${packageName} among its optionalDependencies.`);
}

/**
 * Installs the sources of the package and what it needs into a folder, without its install script. TensorFlow.js itself
 * is taken away again: there must be one in a process, that of the workspace, which is found in the folder above.
 */
export async function installPackage(folder: string): Promise<void> {
  const version = await wantedVersion();
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'tensorflow-setup', private: true, dependencies: { [packageName]: version } };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--no-workspaces'];
  await runNpm(['install', ...quiet], { folder });
  for (const name of ['tfjs', 'backend-cpu', 'backend-webgl', 'converter', 'core', 'data', 'layers']) {
    const twin = name === 'tfjs' ? name : `tfjs-${name}`;
    await rm(join(folder, 'node_modules/@tensorflow', twin), { recursive: true, force: true });
  }
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
