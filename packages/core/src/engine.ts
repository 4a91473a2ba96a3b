import type { TensorRecord } from './optimizer.ts';

/** A float32 array held by an engine. */
export interface EngineArray {
  readonly shape: readonly number[];
  /** A copy of the values on the host, row by row. */
  read(): Float32Array;
  /** Frees it; using it afterwards is an error, freeing it again is not. */
  dispose(): void;
}

/** Named arrays of an engine. */
export type EngineArrays = Readonly<Record<string, EngineArray>>;

/**
 * A numeric function as the engine runs it. Inputs stay valid, outputs may be inputs of the next call, and the caller
 * disposes of both; an output that is an input passed through is an array of its own. Shapes may differ from call to
 * call. Rejects with a `HighOrderError` where an input is disposed or belongs to another engine, where shapes do not
 * fit, and where an output is not a float32 tensor.
 */
export type CompiledFunction = (inputs: EngineArrays) => Promise<EngineArrays>;

/** What an engine is and where it runs, for the manifest. */
export interface EngineDescription {
  /** Such as `eager`. */
  readonly engine: string;
  /** Such as `wasm`. */
  readonly backend: string;
  readonly version: string;
  /** Threads that one call computes with, where the engine fixes them: other numbers may give other last bits. */
  readonly threads?: number | undefined;
  /** What the user should know, a sentence each, such as why a faster backend was passed over. */
  readonly notes?: readonly string[] | undefined;
}

/** How numeric functions are executed. Kind `engine`. */
export interface Engine {
  /**
   * Loads what it needs; called once, before anything else. Throws, with the way out, where it cannot run here.
   * `changed` is called where the engine becomes another one later, with what it is from then on; the notes say why.
   */
  open(changed?: (description: EngineDescription) => void): Promise<EngineDescription>;
  /** Puts a copy of the values on the engine. Throws where they do not fill the shape. */
  upload(values: Float32Array, shape: readonly number[]): EngineArray;
  /**
   * Makes a function of named tensors executable. `compute` must be pure: `tf` operations on its inputs, no value
   * read, no random number, nothing captured that changes.
   */
  compile(compute: (inputs: TensorRecord) => TensorRecord): CompiledFunction;
}
