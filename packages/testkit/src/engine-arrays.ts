import { type Engine, type EngineArrays, required, type Tensor, type TensorRecord } from '@highorder/core';

/** An array as it is given to an engine. */
export interface HostArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Named arrays on the host. */
export type HostArrays = Readonly<Record<string, HostArray>>;

/** The tensor of that name. */
export function pick(inputs: TensorRecord, name: string): Tensor {
  return required(inputs[name], `The function was not given "${name}".`);
}

/** Puts arrays on an engine. */
export function upload(engine: Engine, arrays: HostArrays): EngineArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [
      name,
      engine.upload(Float32Array.from(values), shape),
    ]),
  );
}

/** Frees arrays. */
export function dispose(arrays: EngineArrays): void {
  for (const array of Object.values(arrays)) array.dispose();
}

/** Reads an array by its name. */
export function readOf(arrays: EngineArrays): (name: string) => Float32Array {
  return (name) => required(arrays[name], `The array "${name}" is missing.`).read();
}
