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
    run: (held: ReadonlyMap<string, Held>) => Promise<Result>,
  ): Promise<Result>;
}

/** An array of the executor, and how many need it. */
interface Counted<Held> {
  readonly held: Held;
  users: number;
}

export function heldArrays<Held>(executor: GraphExecutor<Held>): HeldArrays<Held> {
  // On the array itself: maps with weak keys keep the garbage collector busy where arrays come and go at every step.
  const content: unique symbol = Symbol('content');
  type OwnArray = EngineArray & { [content]: Counted<Held> | undefined };
  const isOwn = (array: EngineArray): array is OwnArray => content in array;

  const release = (counted: Counted<Held>) => {
    counted.users -= 1;
    if (counted.users === 0) executor.release(counted.held);
  };
  const hand = (counted: Counted<Held>, shape: readonly number[]): EngineArray => {
    counted.users += 1;
    const array: OwnArray = {
      [content]: counted,
      shape,
      read: () => executor.read(find(array, `an array of shape [${shape}]`).held),
      dispose() {
        const { [content]: given } = array;
        array[content] = undefined;
        if (given !== undefined) release(given);
      },
    };
    return array;
  };
  const find = (array: OwnArray, what: string): Counted<Held> => {
    const { [content]: counted } = array;
    if (counted === undefined) throw disposedArray(what);
    return counted;
  };
  const findInput = (name: string, array: EngineArray): Counted<Held> => {
    if (!isOwn(array)) throw foreignArray(name);
    return find(array, `input "${name}"`);
  };
  return {
    wrap: (held, shape) => hand({ held, users: 0 }, shape),
    share: (array) => hand(findInput('array', array), array.shape),
    async use(inputs, run) {
      const counted = Object.entries(inputs).map(([name, array]) => ({ name, of: findInput(name, array) }));
      for (const { of } of counted) of.users += 1;
      try {
        return await run(new Map(counted.map(({ name, of }) => [name, of.held])));
      } finally {
        for (const { of } of counted) release(of);
      }
    },
  };
}
