import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pythonProgram } from './build-tools.ts';
import { runCommand } from './run-command.ts';
import { SetupError } from './setup-error.ts';

/** The Python package whose libraries are used, and where it is known to run. */
const wheel = {
  name: 'tensorflow-cpu',
  version: '2.21.0',
  platform: 'manylinux_2_27_x86_64',
  system: 'linux x64',
};

/** Which interpreter the package is made for does not matter, since only its libraries are used. */
const interpreter = ['--implementation', 'cp', '--python-version', '3.11', '--abi', 'cp311'];

/** Unpacks the libraries and the headers that the addon needs: the wheel, the folder for them. */
const unpack = `
import pathlib, shutil, sys, zipfile
wheel, target = sys.argv[1], pathlib.Path(sys.argv[2])
kept = {
    'tensorflow/libtensorflow_cc.so.2': 'lib',
    'tensorflow/libtensorflow_framework.so.2': 'lib',
    'tensorflow/include/tensorflow/c/': 'include/tensorflow/c',
    'tensorflow/include/tensorflow/core/': 'include/tensorflow/core',
    'tensorflow/include/tsl/': 'include/tsl',
    'tensorflow/include/xla/tsl/c/': 'include/xla/tsl/c',
}
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        for prefix, folder in kept.items():
            if name.startswith(prefix) and not name.endswith('/'):
                place = target / folder / (name[len(prefix):] or name.rsplit('/', 1)[-1])
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, open(place, 'wb') as copy:
                    shutil.copyfileobj(source, copy)
`;

/** Throws where the package is not known to run. */
export function requireWheelPlatform(system = `${process.platform} ${process.arch}`): void {
  if (system === wheel.system) return;
  throw new SetupError(
    `The libraries of Python's ${wheel.name} are used on ${wheel.system} only; this is ${system}.`,
    `Use a network that reaches the official download, or build libtensorflow and set HIGHORDER_TENSORFLOW.`,
  );
}

/** Puts libtensorflow and its headers into the `deps` folder of the package, from the Python package of TensorFlow. */
export async function fetchLibrary(packageFolder: string, folder: string): Promise<void> {
  requireWheelPlatform();
  const downloads = await mkdtemp(join(folder, 'wheel-'));
  const deps = join(packageFolder, 'deps');
  try {
    await download(downloads);
    const [file] = await readdir(downloads);
    if (file === undefined) throw new SetupError('pip downloaded nothing.');
    await rm(deps, { recursive: true, force: true });
    await mkdir(deps, { recursive: true });
    const words = ['-c', unpack, join(downloads, file), deps];
    await runCommand({ label: 'Unpacking with Python', program: pythonProgram(), words });
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
  await symlink('libtensorflow_cc.so.2', join(deps, 'lib/libtensorflow.so'));
  await symlink('libtensorflow_framework.so.2', join(deps, 'lib/libtensorflow_framework.so'));
}

async function download(folder: string): Promise<void> {
  const words = ['-m', 'pip', 'download', `${wheel.name}==${wheel.version}`, '--no-deps', '--quiet'];
  const target = ['--only-binary=:all:', '--platform', wheel.platform, ...interpreter, '--dest', folder];
  await runCommand({ program: pythonProgram(), words: [...words, ...target] });
}
