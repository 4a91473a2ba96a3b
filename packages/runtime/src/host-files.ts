import { isAbsolute, resolve } from 'node:path';
import { InputError, type TextFiles } from '@highorder/core';
import { decodeText, readBytes } from '@highorder/files';

/**
 * The files of this machine for plugins; a relative path starts at `folder`. `seen` is told of every file that is read, by the path
 * that the plugin gave.
 */
export function hostFiles(
  folder: string,
  seen: (path: string, bytes: Uint8Array) => void = () => undefined,
): TextFiles {
  const read = (path: string): Uint8Array => {
    const bytes = lookedFor(path, folder, () => readBytes(resolve(folder, path)));
    seen(path, bytes);
    return bytes;
  };
  return {
    readBytes: read,
    read(path) {
      const bytes = read(path);
      return lookedFor(path, folder, () => decodeText(bytes, resolve(folder, path)));
    },
  };
}

/** A file that cannot be read for a plugin. */
export class UnreadFile extends InputError {
  /** As the plugin named it: some option of it holds this. */
  readonly file: string;

  constructor(file: string, { parts }: InputError, expected: string) {
    super({ ...parts, expected: parts.expected ?? expected });
    this.name = 'UnreadFile';
    this.file = file;
  }
}

/** Says of a path that cannot be read what named it, and where it was looked for. */
function lookedFor<Value>(path: string, folder: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = isAbsolute(path) ? '' : ` in the folder of the command, ${folder}`;
    throw new UnreadFile(path, error, `a file${place}`);
  }
}
