import { Console } from 'node:console';
import { leave } from './leave.js';

/**
 * Keeps standard output for results: whatever libraries and plugins log goes to standard error. A reader that stops
 * reading (`| head`) ends the command quietly.
 */
export function prepareStreams() {
  globalThis.console = new Console(process.stderr, process.stderr);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leaveIfUnread);
}

/** @param {NodeJS.ErrnoException} error */
function leaveIfUnread(error) {
  if (error.code === 'EPIPE') leave(Number(process.exitCode ?? 0));
  throw error;
}
