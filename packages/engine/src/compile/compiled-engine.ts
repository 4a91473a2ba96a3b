import type { Engine, EngineDescription } from '@highorder/core';
import { notOpen } from '../array-errors.ts';
import { requireFilledShape } from '../filled-shape.ts';
import { simplify } from '../passes/simplify.ts';
import { compileWith } from './compile-with.ts';
import type { GraphExecutor } from './executor.ts';
import { type HeldArrays, heldArrays } from './held-arrays.ts';

/** An executor that is ready, and what it is. */
export interface LoadedExecutor<Held> {
  readonly executor: GraphExecutor<Held>;
  readonly description: EngineDescription;
}

/** What a compiled engine runs on. */
export interface CompiledEngineParts<Held> {
  /** Loads what it needs; called once. Throws, with the way out, where it cannot run here. */
  load(): Promise<LoadedExecutor<Held>>;
}

/** An engine that records functions of tensors as graphs, simplifies them and runs each as a whole. */
export function compiledEngine<Held>({ load }: CompiledEngineParts<Held>): Engine {
  let opened: (LoadedExecutor<Held> & { readonly arrays: HeldArrays<Held> }) | undefined;

  const open = () => {
    if (opened === undefined) throw notOpen();
    return opened;
  };
  return {
    async open() {
      if (opened === undefined) {
        const loaded = await load();
        opened = { ...loaded, arrays: heldArrays(loaded.executor) };
      }
      return opened.description;
    },
    upload(values, shape) {
      requireFilledShape(values, shape);
      const { arrays, executor } = open();
      return arrays.wrap(executor.upload(values, shape), shape);
    },
    compile(compute) {
      let compiled: ReturnType<typeof compileWith> | undefined;
      return async (inputs) => {
        compiled ??= compileWith(compute, { ...open(), simplify });
        return compiled(inputs);
      };
    },
  };
}
