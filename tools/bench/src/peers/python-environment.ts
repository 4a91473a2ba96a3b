import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the scripts in Python, their requirements and their environments are. */
export const peersFolder = fileURLToPath(new URL('../../peers', import.meta.url));

/** A Python environment of its own, in a folder beside the scripts. */
export interface PythonEnvironment {
  /** Of the environment, within the folder of the peers. */
  readonly folder: string;
  /** The file of its requirements, there too. */
  readonly requirements: string;
  /** A line of Python that fails where the environment is not whole. */
  readonly check: string;
}

/** All that `highorder` is measured against: a few GB. */
export const peersEnvironment: PythonEnvironment = {
  folder: '.venv',
  requirements: 'requirements.txt',
  check:
    'import jax, numpy, onnxruntime, safetensors, torch; print("torch", torch.__version__, "jax", jax.__version__)',
};

/** What it takes to read an export, without PyTorch: some 50 MB. */
export const exportEnvironment: PythonEnvironment = {
  folder: '.venv-export',
  requirements: 'requirements-export.txt',
  check: 'import numpy, onnxruntime, safetensors; print("onnxruntime", onnxruntime.__version__)',
};

/** Its interpreter, there or not. */
export function pythonOf({ folder }: PythonEnvironment): string {
  const [bin, name] = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  return join(peersFolder, folder, bin, name);
}

/** The interpreter of the first of these environments that was made, or undefined. */
export function firstPython(environments: readonly PythonEnvironment[]): string | undefined {
  return environments.map(pythonOf).find((python) => existsSync(python));
}

/** Makes an environment, or brings it up to its requirements. Needs Python 3.10 or later, named by PYTHON or `python3`. */
export function makeEnvironment(environment: PythonEnvironment): void {
  const python = pythonOf(environment);
  const requirements = join(peersFolder, environment.requirements);
  if (!existsSync(python))
    run(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', join(peersFolder, environment.folder)]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  run(python, ['-c', environment.check]);
}

function run(program: string, words: readonly string[]): void {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' });
  if (error !== undefined)
    throw new Error(`${program} does not start: ${error.message}. Set PYTHON to a Python.`);
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}.`);
}
