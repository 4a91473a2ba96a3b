/** A command line for the process that answers many of them. */
export interface Question {
  readonly words: readonly string[];
  readonly folder: string;
}

/** What the command line came to, there. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}
