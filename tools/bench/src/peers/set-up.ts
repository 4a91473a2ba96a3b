/**
 * Makes the Python environment of the peers: `npm run bench:peers`. Needs Python 3.10 or later, and room for a few GB.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder, peersPython } from '../contestants/peers.ts';

const python = process.env['PYTHON'] ?? 'python3';
const check =
  'import jax, numpy, onnxruntime, safetensors, torch; print("torch", torch.__version__, "jax", jax.__version__)';

function run(program: string, words: readonly string[]): void {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' });
  if (error !== undefined)
    throw new Error(`${program} does not start: ${error.message}. Set PYTHON to a Python.`);
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}.`);
}

if (!existsSync(peersPython)) run(python, ['-m', 'venv', join(peersFolder, '.venv')]);
run(peersPython, ['-m', 'pip', 'install', '--quiet', '--requirement', join(peersFolder, 'requirements.txt')]);
run(peersPython, ['-c', check]);
