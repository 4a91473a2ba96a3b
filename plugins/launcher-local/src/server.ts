import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { InputError, type JobEnd, type LaunchJob, type LaunchRequest, required } from '@highorder/core';
import { fileError } from '@highorder/files';
import { lastLines } from './last-lines.ts';

/** How the run of a job ended. */
export interface ServedEnd extends Omit<JobEnd, 'job'> {
  /** Whether the process can take another job. */
  readonly alive: boolean;
}

/** A process that takes job after job. */
export interface Server {
  /** Runs a job to its end. Rejects where the process could not be started. */
  run(job: LaunchJob): Promise<ServedEnd>;
  /** Tells it to end at once. */
  stop(): void;
  /** Lets it end, and waits for that. */
  close(): Promise<void>;
}

/** How long a process that was told to end may take to save its work. */
const PATIENCE = 30_000;

interface Exit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Starts a process that serves jobs. What it says on standard error is added to `log`. It stays in the process group of this one, so
 * that a signal to all reaches it too.
 */
export function startServer({ serve, directory }: LaunchRequest, log: string): Server {
  const [program = '', ...words] = serve;
  const file = openLog(log);
  const logged = fstatSync(file).size;
  const child = spawn(program, words, { cwd: directory, stdio: ['pipe', 'pipe', file] });
  closeSync(file);
  const exit = exitOf(child, program);
  const input = required(child.stdin, 'Standard input is a pipe.');
  // Writing to a process that has died is told by its exit.
  input.on('error', () => undefined);
  const answers = createInterface({ input: required(child.stdout, 'Standard output is a pipe.') });
  return {
    run(job) {
      const answered = new Promise<ServedEnd>((resolve) => {
        const listen = (line: string) => {
          if (line !== job.folder) return;
          answers.off('line', listen);
          resolve({ alive: true });
        };
        answers.on('line', listen);
      });
      input.write(`${job.folder}\n`);
      const died = exit.then((end) => ({
        trouble: troubleOf(end, log, logged),
        killed: end.signal !== null,
        status: end.status ?? undefined,
        alive: false,
      }));
      return Promise.race([answered, died]);
    },
    stop() {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), PATIENCE).unref();
    },
    async close() {
      input.end();
      await exit;
    },
  };
}

function openLog(log: string): number {
  try {
    return openSync(log, 'a');
  } catch (error) {
    throw fileError(error, { path: log, doing: 'write this log' });
  }
}

function exitOf(child: ChildProcess, program: string): Promise<Exit> {
  const exit = new Promise<Exit>((resolve, reject) => {
    // "close" comes after the last answer was read, "exit" might come before.
    child.once('close', (status, signal) => resolve({ status, signal }));
    child.once('error', (cause) => {
      reject(
        new InputError({
          where: 'launcher local',
          message: `The process "${program}" does not start: ${cause.message}.`,
          cause,
        }),
      );
    });
  });
  // Whoever waits for it gets the error; nobody may be waiting yet.
  exit.catch(() => undefined);
  return exit;
}

function troubleOf({ status, signal }: Exit, log: string, from: number): string {
  const how =
    signal === null
      ? `The process ended by itself, with status ${status}`
      : `The process was killed by ${signal}`;
  const said = lastLines(log, from);
  return said === '' ? `${how}.` : `${how}, after it had said:\n${said}\nAll of it is in ${log}.`;
}
