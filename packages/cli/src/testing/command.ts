import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const binary = fileURLToPath(new URL('../../bin/highorder.js', import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that runs. */
export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once standard error holds the text; rejects if the command ends before. */
  said(text: string): Promise<void>;
}

/** Starts the real command, as a shell would, with `words` in a folder; `settings` join its environment. */
export function start(words: readonly string[], folder: string, settings: NodeJS.ProcessEnv = {}): Started {
  const env = { ...process.env, ...settings };
  const child = spawn(binary, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
  });
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (err.includes(text)) resolve();
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`The command ended without "${text}":\n${err}`)), reject);
    });
  return { process: child, ended, said };
}

/** Runs the real command to its end. */
export function run(
  words: readonly string[],
  folder: string = tmpdir(),
  settings: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return start(words, folder, settings).ended;
}

/** An empty folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
