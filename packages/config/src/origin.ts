/** Where a value comes from: a place in a file, an argument of the command line, or the default of an owner. */
export type Origin = FileOrigin | CommandLineOrigin | DefaultOrigin;

export interface FileOrigin {
  readonly type: 'file';
  /** As a user would write it: relative to the folder of the command where it lies inside. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export interface CommandLineOrigin {
  readonly type: 'command-line';
  /** The whole argument, such as `seed=3`. */
  readonly argument: string;
  /** From 1, inside the argument. */
  readonly column: number;
}

export interface DefaultOrigin {
  readonly type: 'default';
  /** Whose default it is: `head/mlp`, or `experiment`. */
  readonly owner: string;
}

/** The origin in a few words: `configs/a.yaml:3:7`, `command line`, `default of head/mlp`. */
export function formatOrigin(origin: Origin): string {
  switch (origin.type) {
    case 'file':
      return `${origin.file}:${origin.line}:${origin.column}`;
    case 'command-line':
      return 'command line';
    case 'default':
      return `default of ${origin.owner}`;
  }
  return origin satisfies never;
}
