import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tests of a plugin say. */
export interface Outcome {
  readonly passed: boolean;
  /** The test that failed first, or that they did not end. */
  readonly by?: string;
  /** How many tests were skipped, where all ran to their end. */
  readonly skipped?: number;
}

/** An outcome and how long the tests took. */
export interface TimedOutcome extends Outcome {
  readonly milliseconds: number;
}

/** A run of some tests with another text in one file. */
export interface Run {
  /** Path from the root. The old text comes back afterwards. */
  readonly file: string;
  readonly text: string;
  /** What the paths of the tests contain, such as `plugins/head-mlp/src/`. */
  readonly tests: string;
  /** Tests that take longer do not end: an endless loop counts as caught. Milliseconds. */
  readonly timeout: number;
}

/** What the process that runs tests is asked. */
export interface Request {
  readonly changed: string;
  readonly tests: string;
}

export interface TestRunner {
  run(run: Run): Promise<TimedOutcome>;
  close(): void;
}

/**
 * Opens Vitest in a process of its own, which is ended and opened again when tests do not end.
 *
 * @param root The copy of the workspace, whose files are changed.
 */
export function openTestRunner(root: string): TestRunner {
  let child: ChildProcess | undefined;

  async function run({ file, text, tests, timeout }: Run): Promise<TimedOutcome> {
    const changed = join(root, file);
    const before = readFileSync(changed, 'utf8');
    child ??= await start(root);
    writeFileSync(changed, text);
    const started = performance.now();
    try {
      const outcome = await ask(child, { changed, tests }, timeout);
      return { ...outcome, milliseconds: performance.now() - started };
    } finally {
      writeFileSync(changed, before);
    }
  }

  /** The answer of the child; a child that gives none in time is ended. */
  function ask(asked: ChildProcess, request: Request, timeout: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const end = (outcome: Outcome) => {
        clearTimeout(timer);
        asked.removeAllListeners();
        resolve(outcome);
      };
      const timer = setTimeout(() => {
        close();
        end({ passed: false, by: `no end in ${(timeout / 1000).toFixed(0)} s` });
      }, timeout);
      asked.on('message', (message) => end(message as Outcome));
      asked.on('exit', () => {
        child = undefined;
        end({ passed: false, by: 'the end of the process' });
      });
      asked.send(request);
    });
  }

  function close(): void {
    if (child?.pid === undefined) return;
    // It leads a group of processes: its workers end with it.
    process.kill(-child.pid, 'SIGKILL');
    child = undefined;
  }

  return { run, close };
}

function start(root: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'runner-process.ts');
  const child = fork(program, [root], {
    cwd: root,
    detached: true,
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Vitest does not start: exit ${code}.`)));
    child.once('message', () => {
      child.removeAllListeners();
      resolve(child);
    });
  });
}
