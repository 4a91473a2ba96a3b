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
 *
 * V8 also believes in a larger heap than it begins with, of 512 MiB, so that it looks through it half as often: a job takes 4 to 11 % less time
 * (three pairs of a job of the paper's loss ablation). Nothing is taken that is not used.
 *
 * On Linux the C library asks for memory in huge pages, where the system gives them to those who ask and the user has not tuned it
 * otherwise: engines go through many megabytes a step, and on a virtual machine whose memory lies scattered they take up to half as long
 * again without.
 */
export function jobCommands(
  { node, flags, script }: CommandProgram,
  { platform, env }: Pick<NodeJS.Process, 'env' | 'platform'> = process,
): JobCommands {
  const mayAsk = platform === 'linux' && env['GLIBC_TUNABLES'] === undefined;
  const memory = mayAsk ? ['env', 'GLIBC_TUNABLES=glibc.malloc.hugetlb=1'] : [];
  const job = [...memory, node, ...flags, '--single-threaded', '--initial-heap-size=512', script, 'job'];
  return { run: (folder) => [...job, folder], serve: [...job, '--serve'] };
}
