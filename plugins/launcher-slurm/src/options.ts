/** What the launcher is told of the cluster. */
export interface SlurmOptions {
  readonly partition: string | null;
  readonly time: string | number | null;
  readonly memory: string | number | null;
  readonly cpusPerTask: number;
  readonly jobsPerTask: number;
  readonly arguments: readonly string[];
  readonly prepare: readonly string[];
  /** Seconds between two looks at the queue. */
  readonly poll: number;
}
