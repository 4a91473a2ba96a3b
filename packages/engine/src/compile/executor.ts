import type { Graph } from '../graph/graph.ts';

/**
 * What an engine that runs whole graphs implements: ONNX Runtime, XLA. `Held` is its own array: float32, with values
 * on its side of the fence.
 */
export interface GraphExecutor<Held> {
  /**
   * Makes a graph executable; called once a graph. The graph is simplified. Its inputs and outputs are float32, every
   * output is the result of a node (never an input), no value is an output twice, and every input is used.
   * Throws `UnsupportedOperation` where an operation cannot be lowered.
   */
  prepare(graph: Graph): Promise<GraphProgram<Held>>;
  /** Puts a copy of the values on the executor's side. They fill the shape. */
  upload(values: Float32Array, shape: readonly number[]): Held;
  /** A copy of the values. */
  read(held: Held): Float32Array;
  /** Frees it. Called once for each array that `upload` or `run` gave; never while a run needs it. */
  release(held: Held): void;
}

/** A graph made executable. */
export interface GraphProgram<Held> {
  /**
   * Inputs and outputs are in the order of the graph's, and of its shapes. Inputs stay valid; outputs are new arrays.
   */
  run(inputs: readonly Held[]): Promise<readonly Held[]>;
}
