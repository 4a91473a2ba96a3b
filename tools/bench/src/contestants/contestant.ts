/** A process that does some work when asked: an engine of this project, or a peer. */
export interface Contestant {
  /** As tables show it, such as `onnx` or `JAX jit`. */
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  /** What differs from this process's environment; undefined takes a variable away. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What a process says once its work is ready, or why it cannot do it. */
export type Greeting = { readonly ready: { readonly version: string } } | { readonly unavailable: string };

/** What a process says after some work. */
export interface Answer {
  readonly seconds: number;
  /** Time of processors that it took, over all of its threads. */
  readonly cpuSeconds: number;
  /** The most memory that the process had so far. */
  readonly peakMiB: number;
}

/** A process that waits for work. */
export interface OpenContestant {
  readonly name: string;
  readonly version: string;
  /** Does the work `count` times. */
  ask(count: number): Promise<Answer>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** A contestant that cannot run here. */
export interface MissingContestant {
  readonly name: string;
  readonly reason: string;
}
