/** Reads the user's files for plugins, which have no access to the file system of their own. What is read belongs to a run's name. */
export interface TextFiles {
  /**
   * The text of a file in UTF-8, without a byte order mark. A relative path is taken from the folder of the command. Throws
   * `InputError` with the path, the folder and the reason where it cannot be read or is no such text.
   */
  read(path: string): string;
  /** The bytes of a file, otherwise likewise. */
  readBytes(path: string): Uint8Array;
}
