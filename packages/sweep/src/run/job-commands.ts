import type { JobCommands } from './run-jobs.ts';

/** How this installation's command is started. */
export interface CommandProgram {
  /** Node, a path. */
  readonly node: string;
  /** What Node is told before the script. */
  readonly flags: readonly string[];
  /** The script of the command, a path. */
  readonly script: string;
}

/**
 * The command lines of jobs. Each is one thread: V8 collects garbage and compiles in the thread that computes. With threads of its own for
 * these (the default of Node, four), a job keeps more than one core busy, and as many jobs as cores take turns.
 */
export function jobCommands({ node, flags, script }: CommandProgram): JobCommands {
  const job = [node, ...flags, '--single-threaded', script, 'job'];
  return { run: (folder) => [...job, folder], serve: [...job, '--serve'] };
}
