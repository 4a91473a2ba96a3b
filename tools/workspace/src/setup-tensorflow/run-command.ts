import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.ts';

/** A program and how to run it. */
export interface Command {
  /** What it is called in messages; the command line where not said. */
  readonly label?: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Seconds after which it is ended. */
  readonly seconds?: number;
}

const LAST_LINES = 25;

/** Runs a program; gives what it printed on standard output. Throws with the last lines of all that it printed. */
export async function runCommand(command: Command): Promise<string> {
  const { program, words, folder, environment = process.env, seconds = 1800 } = command;
  const label = command.label ?? `\`${[program, ...words].join(' ')}\``;
  const child = spawn(program, words, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let all = '';
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
    all += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    all += part.toString();
  });
  const timer = setTimeout(() => child.kill(), 1000 * seconds);
  try {
    const status = await new Promise<string>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(signal ?? String(code)));
    });
    if (status === '0') return output;
    throw new SetupError(`${label} ended with ${status}.`, lastLines(all));
  } catch (error) {
    throw error instanceof SetupError ? error : new SetupError(`${label} does not run: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
}
