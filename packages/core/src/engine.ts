import type { TensorRecord } from './optimizer.ts';

/** A float32 array held by an engine. */
export interface EngineArray {
  readonly shape: readonly number[];
  /** The values on the host, row by row. */
  read(): Float32Array;
  /** Frees it; reading it afterwards is an error. */
  dispose(): void;
}

/** Named arrays of an engine. */
export type EngineArrays = Readonly<Record<string, EngineArray>>;

/** A numeric function as the engine runs it. Inputs stay valid; the caller disposes of inputs and outputs. */
export type CompiledFunction = (inputs: EngineArrays) => Promise<EngineArrays>;

/** What an engine is and where it runs, for the manifest. */
export interface EngineDescription {
  /** Such as `eager`. */
  readonly engine: string;
  /** Such as `wasm`. */
  readonly backend: string;
  readonly version: string;
}

/** How numeric functions are executed. Kind `engine`. */
export interface Engine {
  /** Loads what it needs; called once, before anything else. Throws, with the way out, where it cannot run here. */
  open(): Promise<EngineDescription>;
  /** Puts values on the engine. Throws where they do not fill the shape. */
  upload(values: Float32Array, shape: readonly number[]): EngineArray;
  /**
   * Makes a function of named tensors executable. `compute` must be pure: `tf` operations on its inputs, no value
   * read, no random number, nothing captured that changes.
   */
  compile(compute: (inputs: TensorRecord) => TensorRecord): CompiledFunction;
}
