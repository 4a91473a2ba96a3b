import { Console } from 'node:console';
import { leave } from './leave.js';

/**
 * Keeps standard output for results: whatever libraries and plugins log goes to standard error. A reader that stops
 * reading (`| head`) ends the command quietly; one that no longer listens to messages changes nothing.
 */
export function prepareStreams() {
  globalThis.console = new Console(process.stderr, process.stderr);
  process.stdout.on('error', (error) => {
    if (!isUnread(error)) throw error;
    leave(Number(process.exitCode ?? 0));
  });
  process.stderr.on('error', (error) => {
    if (!isUnread(error)) throw error;
  });
}

/** @param {NodeJS.ErrnoException} error */
function isUnread({ code }) {
  return code === 'EPIPE';
}
