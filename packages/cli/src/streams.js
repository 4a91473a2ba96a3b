import { Console } from 'node:console';
import { leave } from './leave.js';

/**
 * Keeps standard output for results: whatever libraries and plugins log goes to standard error. A reader that stops
 * reading (`| head`) ends the command quietly. A result that cannot be written for another reason, such as a full disk, is
 * told by `onUnwritten`. Messages that nobody can hear, because their reader or terminal is gone, change nothing.
 *
 * @param {(error: Error) => void} onUnwritten
 */
export function prepareStreams(onUnwritten) {
  globalThis.console = new Console(process.stderr, process.stderr);
  let told = false;
  process.stdout.on('error', (error) => {
    if (isUnread(error)) leave(Number(process.exitCode ?? 0));
    if (!told) onUnwritten(error);
    told = true;
  });
  process.stderr.on('error', () => undefined);
}

/** @param {NodeJS.ErrnoException} error */
function isUnread({ code }) {
  return code === 'EPIPE';
}
