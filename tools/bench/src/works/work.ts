/** A piece of work that can be repeated. */
export interface Work {
  /** Of what does it: engine, backend, version. */
  readonly version: string;
  /** Does it `count` times and returns when all is done. */
  run(count: number): Promise<void>;
}
