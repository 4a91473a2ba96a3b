/** A file of the workspace that is written by a program and committed. */
export interface GeneratedFile {
  /** From the root of the workspace. */
  readonly path: string;
  /** Its whole text. Equal sources give equal text. */
  content(): string | Promise<string>;
}
