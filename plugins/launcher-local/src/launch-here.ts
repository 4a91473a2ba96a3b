import { join } from 'node:path';
import type { LaunchJob, LaunchRequest } from '@highorder/core';
import { removeIfEmpty } from './last-lines.ts';
import { startServer, type Server } from './server.ts';

/** Runs jobs in processes of this machine. A process takes job after job; one that dies is replaced by a new one. */
export async function launchHere(request: LaunchRequest): Promise<void> {
  const waiting = [...request.jobs];
  const lanes = Math.min(request.parallel, waiting.length);
  const results = await Promise.allSettled(
    Array.from({ length: lanes }, (_, lane) => runLane(request, waiting, lane)),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Takes jobs off the list until it is empty or the signal comes. */
async function runLane(request: LaunchRequest, waiting: LaunchJob[], lane: number): Promise<void> {
  // Two sweeps of one name may share the folder.
  const log = join(request.scratch, `process-${process.pid}-${lane + 1}.log`);
  let server: Server | undefined;
  const stop = () => server?.stop();
  request.signal.addEventListener('abort', stop);
  try {
    while (!request.signal.aborted) {
      const job = waiting.shift();
      if (job === undefined) break;
      server ??= startServer(request, log);
      const { alive, ...end } = await server.run(job);
      // A job that the signal ended has not come to its end.
      if (!request.signal.aborted || alive) request.onEnd({ job, ...end });
      if (!alive) server = undefined;
    }
  } catch (error) {
    waiting.length = 0;
    throw error;
  } finally {
    request.signal.removeEventListener('abort', stop);
    await server?.close();
    removeIfEmpty(log);
  }
}
