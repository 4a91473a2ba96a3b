import { join } from 'node:path';
import { root } from '../root.ts';
import { runCommand } from './run-command.ts';
import { lineOf, SetupError } from './setup-error.ts';

/** What TensorFlow can do. */
export interface Verdict {
  /** The version, where a gradient came out right. */
  readonly version?: string;
  /** Why not, otherwise. */
  readonly reason?: string;
  /** Why XLA does not compile, where it does not. */
  readonly withoutXla?: string;
}

const SECONDS = 300;

/** Runs gradients in a fresh process, on the package in a folder, or on what the engines find by themselves. */
export async function verify(folder: string | undefined): Promise<Verdict> {
  const environment = { ...process.env };
  if (folder !== undefined) environment['HIGHORDER_TENSORFLOW'] = folder;
  const program = join(import.meta.dirname, 'check-tensorflow.ts');
  const words = ['--conditions=@highorder/source', '--import', 'tsx', program];
  try {
    const output = await runCommand({
      program: process.execPath,
      words,
      folder: root,
      environment,
      seconds: SECONDS,
    });
    return verdictOf(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  } catch (error) {
    // A library that does not fit the machine may end the process.
    return { reason: lineOf(error instanceof SetupError ? (error.detail ?? error.message) : error) };
  }
}

function verdictOf(found: unknown): Verdict {
  const eager = attemptOf(found, 'eager');
  const xla = attemptOf(found, 'xla');
  if (eager.version === undefined) return { reason: eager.reason ?? 'no reason was given' };
  if (xla.version !== undefined) return { version: eager.version };
  return { version: eager.version, withoutXla: xla.reason ?? 'no reason was given' };
}

function attemptOf(found: unknown, engine: string): { version?: string; reason?: string } {
  const attempt: unknown = new Map<string, unknown>(Object.entries(found ?? {})).get(engine);
  if (typeof attempt !== 'object' || attempt === null) return {};
  if ('version' in attempt && typeof attempt.version === 'string') return { version: attempt.version };
  return 'reason' in attempt && typeof attempt.reason === 'string' ? { reason: attempt.reason } : {};
}
