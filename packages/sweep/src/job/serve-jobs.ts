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
 * the input, or with the signal. A job that runs is saved then: whoever gives jobs keeps the input open until the last one is over, so that an
 * end before it means that he was killed.
 */
export async function serveJobs({ input, output }: JobLine, runner: JobRunner): Promise<void> {
  const lines = createInterface({ input });
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, ...(runner.signal === undefined ? [] : [runner.signal])]);
  const stop = () => lines.close();
  const leave = () => ended.abort();
  runner.signal?.addEventListener('abort', stop);
  lines.once('close', leave);
  output.once('error', leave);
  try {
    for await (const path of lines) {
      if (signal.aborted) break;
      const ending = await runJob(path, { ...runner, signal });
      if (ending === 'interrupted') break;
      output.write(`${path}\n`);
    }
  } finally {
    runner.signal?.removeEventListener('abort', stop);
    // A process ends only when nothing can come in any more.
    input.destroy();
  }
}
