import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { type JobRunner, runJob } from './run-job.ts';

/** Where folders come from, and where those whose job is over go to. */
export interface JobLine {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Runs the jobs of the folders that come in, one a line and one after the other, and writes each folder when its job is over. Ends with
 * the input, or with the signal after the job that runs was saved.
 */
export async function serveJobs({ input, output }: JobLine, runner: JobRunner): Promise<void> {
  const lines = createInterface({ input });
  const { signal } = runner;
  const stop = () => lines.close();
  signal?.addEventListener('abort', stop);
  try {
    for await (const path of lines) {
      if (signal?.aborted) break;
      const ending = await runJob(path, runner);
      if (ending === 'interrupted') break;
      output.write(`${path}\n`);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    // A process ends only when nothing can come in any more.
    input.destroy();
  }
}
