/** Reads the user's files for plugins, which have no access to the file system of their own. */
export interface TextFiles {
  /** The text of a file. A relative path is taken from the folder of the command. Throws, naming the path, if absent. */
  read(path: string): string;
}
