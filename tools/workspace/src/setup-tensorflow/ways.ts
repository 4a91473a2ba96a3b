import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requireBuildTools } from './build-tools.ts';
import { installPackage, packageFolder } from './install-package.ts';
import { runNpm } from './run-npm.ts';
import { fetchLibrary, requireWheelPlatform } from './wheel-library.ts';

/** A way to a working package. */
export interface Way {
  readonly name: string;
  readonly says: string;
  /** Fills an empty folder. */
  make(folder: string): Promise<void>;
}

const TEN_MINUTES = 600;

/** The package's own install script: a library and an addon that were built elsewhere. */
const download: Way = {
  name: 'download',
  says: 'Trying the official download of libtensorflow.',
  async make(folder) {
    await installPackage(folder);
    await runNpm(['run', 'install'], { folder: packageFolder(folder), seconds: TEN_MINUTES });
    await removeBuildFiles(packageFolder(folder));
  },
};

/** Libraries out of the Python package of TensorFlow; the addon is built here. */
const wheel: Way = {
  name: 'wheel',
  says: 'Taking the libraries of the Python package of TensorFlow (270 MB) and building the addon.',
  async make(folder) {
    requireWheelPlatform();
    await requireBuildTools();
    await installPackage(folder);
    await fetchLibrary(packageFolder(folder), folder);
    await runNpm(['run', 'build-addon-from-source', ...headers()], { folder: packageFolder(folder) });
    await removeBuildFiles(packageFolder(folder));
  },
};

/** In the order in which they are tried. */
export const ways: readonly Way[] = [download, wheel];

/** Node's headers, where they came with Node; otherwise node-gyp fetches them. */
function headers(): readonly string[] {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node_api.h')) ? ['--', `--nodedir=${prefix}`] : [];
}

/** What only the build needed. */
async function removeBuildFiles(folder: string): Promise<void> {
  const names = await readdir(folder);
  const idle = names.filter((name) => name === 'build' || name.startsWith('build-tmp'));
  for (const name of [...idle, 'deps/include'])
    await rm(join(folder, name), { recursive: true, force: true });
}
