import { resolve } from 'node:path';
import { openRegistry } from '../compose.ts';
import { INTERRUPTED, watchJobSignals } from '../interrupt.ts';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { usageError } from '../usage-error.ts';
import { version } from '../version.js';

interface JobOptions extends JsonOption {
  readonly serve?: true;
}

export default async function job(words: readonly string[], options: JobOptions): Promise<void> {
  const serve = options.serve === true;
  if (serve === words.length > 0) throw usageError('a job needs a folder, or --serve alone.');
  const interruption = watchJobSignals();
  const { BLOCKED, BlockedError, codeVersions, runJob, serveJobs } = await import('@highorder/sweep');
  const registry = await openRegistry();
  const runner = {
    registry,
    versions: codeVersions(registry),
    directory: process.cwd(),
    version: version(),
    signal: interruption.signal,
  };
  try {
    if (serve) return await serveJobs({ input: process.stdin, output: process.stdout }, runner);
    const endings = [];
    for (const word of words) {
      if (runner.signal.aborted) break;
      endings.push({ folder: word, ending: await runJob(resolve(word), runner) });
    }
    if (endings.some(({ ending }) => ending === 'failed')) process.exitCode = 1;
    print(options, {
      document: endings,
      text: endings.map(({ folder, ending }) => `${shownPath(resolve(folder))}: ${ending}`).join('\n'),
    });
  } catch (error) {
    if (!(error instanceof BlockedError)) throw error;
    note(error.message);
    process.exitCode = BLOCKED;
  } finally {
    if (runner.signal.aborted) process.exitCode = INTERRUPTED;
    interruption.release();
  }
}
