import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isStackTrace } from './read-output.ts';
import type { Tally } from './tally.ts';
import { killGroup, type Workplace } from './workplace.ts';

const binary = fileURLToPath(new URL('../../../packages/cli/bin/highorder.js', import.meta.url));

/** A command that has not ended after so many milliseconds hangs. */
const PATIENCE = 300_000;

export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  readonly milliseconds: number;
}

/** What happens to a command on its way. */
export interface Attack {
  readonly signal: NodeJS.Signals;
  /** Milliseconds after its start, or a question that is asked again and again until the moment has come. */
  readonly after: number | (() => boolean);
  /** Whether the process alone is meant, not its group. */
  readonly alone?: boolean;
}

export interface CommandRequest {
  readonly words: readonly string[];
  readonly folder: string;
  readonly attack?: Attack | undefined;
}

/** Runs the command, counts it, and what no command may do. */
export type RunCommand = (request: CommandRequest) => Promise<Ended>;

export function commandRunner(place: Workplace, tally: Tally): RunCommand {
  return async ({ words, folder, attack }) => {
    const began = performance.now();
    const env = { ...process.env, HIGHORDER_CACHE: '', NODE_OPTIONS: '' };
    const child = spawn(binary, words, {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    place.guard(child);
    const texts = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
    let hung = false;
    const patience = setTimeout(() => {
      hung = true;
      killGroup(child);
    }, PATIENCE);
    const strike = attack && prepare(attack, () => strikeAt(child, attack));
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    clearTimeout(patience);
    clearInterval(strike);
    const shown = `highorder ${words.join(' ')}`;
    tally.add('commands');
    if (hung) tally.miss('hangs', shown);
    else if (isStackTrace(texts.err) || isStackTrace(texts.out)) {
      tally.miss('stackTraces', `${shown}\n${texts.err.slice(-1500)}`);
    }
    return { status, ...texts, milliseconds: performance.now() - began };
  };
}

function prepare({ after }: Attack, strike: () => void): NodeJS.Timeout {
  if (typeof after === 'number') return setTimeout(strike, after);
  return setInterval(() => {
    if (after()) strike();
  }, 5);
}

function strikeAt(child: { readonly pid?: number | undefined }, { signal, alone = false }: Attack): void {
  if (child.pid === undefined) return;
  if (!alone) return killGroup(child, signal);
  try {
    process.kill(child.pid, signal);
  } catch {
    // It has ended already.
  }
}
