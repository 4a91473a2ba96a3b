import { CommanderError } from 'commander';
import { createProgram } from './program.js';
import { prepareStreams } from './streams.js';

/**
 * Runs a command line (without the names of node and script). Prints its result or its error and sets the exit status
 * of the process: 0 done, 1 failed, 2 the user's input is wrong, 130 interrupted (docs/reliability.md has the table).
 *
 * @param {readonly string[]} words
 */
export async function main(words) {
  // Before a library of ONNX Runtime loads, in this process or in one that it starts: nothing is told to anybody.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  prepareStreams(tellUnwritten);
  try {
    await createProgram(run).parseAsync(words, { from: 'user' });
  } catch (error) {
    // Help and the version end in an "error" too, and are printed already.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    await loadTypeScript();
    const { tellError } = await import('./output/errors.ts');
    process.exitCode = await tellError(error, words);
  }
}

/** @param {Error} error */
async function tellUnwritten(error) {
  process.exitCode = 1;
  await loadTypeScript();
  const errors = await import('./output/errors.ts');
  await errors.tellUnwritten(error);
}

/** @param {import('./program.js').Call} call */
async function run(call) {
  await loadTypeScript();
  const { runVerb } = await import('./run-verb.ts');
  await runVerb(call);
}

/** The loader is slow to load, and help does not need it. */
async function loadTypeScript() {
  const loader = await import('./load-typescript.js');
  loader.loadTypeScript();
}
