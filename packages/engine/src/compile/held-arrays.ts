import type { EngineArray, EngineArrays } from '@highorder/core';
import { disposedArray, foreignArray } from '../array-errors.ts';
import type { GraphExecutor } from './executor.ts';

/** The arrays of an executor, as an engine hands them out. */
export interface HeldArrays<Held> {
  /** An array of the engine for one of the executor, which it frees once the last array for it is gone. */
  wrap(held: Held, shape: readonly number[]): EngineArray;
  /** Another array of the engine for the same one of the executor. */
  share(array: EngineArray): EngineArray;
  /** Runs with the executor's arrays of the inputs, which none can free meanwhile. Throws where one is not ours. */
  use<Result>(
    inputs: EngineArrays,
    run: (held: Readonly<Record<string, Held>>) => Promise<Result>,
  ): Promise<Result>;
}

/** An array of the executor, and how many need it. */
interface Counted<Held> {
  readonly held: Held;
  users: number;
}

export function heldArrays<Held>(executor: GraphExecutor<Held>): HeldArrays<Held> {
  const release = (counted: Counted<Held>) => {
    counted.users -= 1;
    if (counted.users === 0) executor.release(counted.held);
  };

  // A dozen come and go at every step: a class, not closures, and its field, not a map with weak keys, cost least.
  class HeldArray implements EngineArray {
    readonly shape: readonly number[];
    #counted: Counted<Held> | undefined;

    constructor(counted: Counted<Held>, shape: readonly number[]) {
      counted.users += 1;
      this.#counted = counted;
      this.shape = shape;
    }

    static counted(array: EngineArray, name: string): Counted<Held> {
      if (!(#counted in array)) throw foreignArray(name);
      if (array.#counted === undefined) throw disposedArray(`input "${name}"`);
      return array.#counted;
    }

    read(): Float32Array {
      if (this.#counted === undefined) throw disposedArray(`an array of shape [${this.shape}]`);
      return executor.read(this.#counted.held);
    }

    dispose(): void {
      const counted = this.#counted;
      this.#counted = undefined;
      if (counted !== undefined) release(counted);
    }
  }

  return {
    wrap: (held, shape) => new HeldArray({ held, users: 0 }, shape),
    share: (array) => new HeldArray(HeldArray.counted(array, 'array'), array.shape),
    async use(inputs, run) {
      const used: Counted<Held>[] = [];
      const held: Record<string, Held> = {};
      for (const [name, array] of Object.entries(inputs)) {
        const counted = HeldArray.counted(array, name);
        used.push(counted);
        held[name] = counted.held;
      }
      for (const counted of used) counted.users += 1;
      try {
        return await run(held);
      } finally {
        for (const counted of used) release(counted);
      }
    },
  };
}
