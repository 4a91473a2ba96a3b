import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tests of a plugin say. */
export interface Outcome {
  readonly passed: boolean;
  /** The test that failed first, or that they did not end. */
  readonly by?: string;
}

/** An outcome and how long the tests took. */
export interface TimedOutcome extends Outcome {
  readonly milliseconds: number;
}

export interface TestRunner {
  /**
   * Runs the tests with another text in a file (a path from the root), which comes back afterwards. Tests that take
   * longer than so many milliseconds do not end: an endless loop counts as caught.
   */
  run(file: string, text: string, timeout: number): Promise<TimedOutcome>;
  close(): void;
}

export interface RunnerSettings {
  /** The copy of the workspace, whose files are changed. */
  readonly root: string;
  /** The plugin, such as `plugins/head-mlp`. */
  readonly folder: string;
}

/** Opens Vitest in a process of its own, which is ended and opened again when tests do not end. */
export function openTestRunner({ root, folder }: RunnerSettings): TestRunner {
  let child: ChildProcess | undefined;

  async function run(file: string, text: string, timeout: number): Promise<TimedOutcome> {
    const path = join(root, file);
    const before = readFileSync(path, 'utf8');
    child ??= await start(root, folder);
    writeFileSync(path, text);
    const started = performance.now();
    try {
      const outcome = await ask(child, path, timeout);
      return { ...outcome, milliseconds: performance.now() - started };
    } finally {
      writeFileSync(path, before);
    }
  }

  /** The answer of the child; a child that gives none in time is ended. */
  function ask(asked: ChildProcess, path: string, timeout: number): Promise<Outcome> {
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
      asked.send(path);
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

function start(root: string, folder: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'runner-process.ts');
  const child = fork(program, [root, folder], {
    cwd: root,
    detached: true,
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Vitest does not start for ${folder}: exit ${code}.`)));
    child.once('message', () => {
      child.removeAllListeners();
      resolve(child);
    });
  });
}
