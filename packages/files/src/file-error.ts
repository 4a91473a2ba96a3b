import { HighOrderError, InputError } from '@highorder/core';
import { shownPath } from './shown-path.ts';

/** What was tried when the file system refused. */
export interface FileAttempt {
  readonly path: string;
  /** Completes "Cannot ...": `write this file`, `read the manifest of this run`. */
  readonly doing: string;
}

interface Reason {
  readonly reason: string;
  readonly fix: string;
}

const space = 'Free some space, then run the same command again.';
const rights = 'Choose another place, or change its permissions.';

const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: {
    reason: 'there is no such file or folder',
    fix: 'Check the path. A relative one starts at the folder of the command.',
  },
  ENOTDIR: { reason: 'part of its path is a file, not a folder', fix: 'Choose another path.' },
  EISDIR: { reason: 'it is a folder', fix: 'Name a file.' },
  EEXIST: { reason: 'something with this name exists already', fix: 'Choose another name, or move it away.' },
  EACCES: { reason: 'permission is denied', fix: rights },
  EPERM: { reason: 'the operation is not permitted', fix: rights },
  EROFS: { reason: 'the file system is read-only', fix: 'Choose a place on another file system.' },
  ENOSPC: { reason: 'the disk is full', fix: space },
  EDQUOT: { reason: 'your disk quota is used up', fix: space },
  EFBIG: { reason: 'it exceeds the largest allowed size of a file', fix: 'Raise the limit (`ulimit -f`).' },
  ENAMETOOLONG: { reason: 'its name is too long', fix: 'Choose a shorter name.' },
  ELOOP: { reason: 'its links form a circle', fix: 'Remove the link.' },
  EMFILE: {
    reason: 'too many files are open',
    fix: 'Raise the limit (`ulimit -n`), or run fewer jobs at once.',
  },
  ENFILE: { reason: 'too many files are open on this machine', fix: 'Run fewer programs at once.' },
  EBUSY: { reason: 'another program uses it', fix: 'Wait for that program, or choose another place.' },
  EPIPE: { reason: 'its reader has ended', fix: 'Check the program that reads it.' },
  ENXIO: { reason: 'nothing reads it or the device is absent', fix: 'Check the device.' },
  EIO: {
    reason: 'the disk reports an error',
    fix: 'Check the disk, and copy what you need to another one.',
  },
  ESTALE: {
    reason: 'the network file system lost it',
    fix: 'Run the same command again when the file system is back.',
  },
  ERR_INVALID_ARG_VALUE: { reason: 'its name contains a NUL character', fix: 'Choose another name.' },
  ERR_FS_FILE_TOO_LARGE: { reason: 'it is larger than 2 GiB', fix: 'Use a smaller file.' },
};

/**
 * An error of the file system as a message: the path, the reason in words, and a fix. An error that says all of this
 * already, or is none of the file system, is given back as it is.
 */
export function fileError(error: unknown, { path, doing }: FileAttempt): unknown {
  const code = errorCode(error);
  if (error instanceof HighOrderError || code === undefined) return error;
  const { reason, fix } = reasons[code] ?? {
    reason: `the system reports ${code}`,
    fix: 'Choose another place.',
  };
  return new InputError({
    where: printable(shownPath(path)),
    message: `Cannot ${doing}: ${reason}.`,
    fix,
    cause: error,
  });
}

/** The code of an error of Node, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const LONGEST = 300;

/** A name of 5,000 characters or with control characters would hide the message. */
function printable(path: string): string {
  const plain = path.replace(/\p{Cc}/gu, '\u{FFFD}');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST)}... (${plain.length} characters)`;
}
