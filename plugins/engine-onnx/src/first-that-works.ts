import {
  type CompiledFunction,
  type Engine,
  type EngineArrays,
  type EngineDescription,
  HighOrderError,
  InputError,
} from '@highorder/core';
import { type MovableArrays, movableArrays } from './movable-arrays.ts';

/** An engine that is open, and what it is. */
interface OpenEngine {
  readonly engine: Engine;
  readonly description: EngineDescription;
}

/**
 * The first engine that opens. Where it cannot run a function that a later one can, all goes on with that one, and
 * `changed` is told; arrays move along when they are used. Where the later one cannot run it either, the error of the
 * first comes through.
 */
export function firstThatWorks(engines: readonly Engine[]): Engine {
  const arrays = movableArrays();
  const waiting = [...engines];
  let tell: (description: EngineDescription) => void = () => undefined;
  let current: OpenEngine | undefined;
  let candidate: Promise<OpenEngine> | undefined;

  const working = (): OpenEngine => {
    if (current !== undefined) return current;
    throw new HighOrderError({
      message: 'The engine is not open.',
      fix: 'Await open() before anything else.',
    });
  };
  /** The result of a call that failed on the engine `failing`. */
  const callElsewhere = async (failing: OpenEngine, call: FailedCall): Promise<EngineArrays> => {
    candidate ??= openFirst(waiting, [refusal(failing, call.error)]);
    try {
      const next = await candidate;
      const outputs = await callOnce(next.engine, call, arrays);
      if (current !== failing) return outputs;
      [current, candidate] = [next, undefined];
      tell(next.description);
      return outputs;
    } catch {
      throw call.error;
    }
  };
  return {
    async open(changed) {
      if (changed !== undefined) tell = changed;
      current ??= await openFirst(waiting, []);
      return current.description;
    },
    upload: (values, shape) => arrays.hold(working().engine, working().engine.upload(values, shape)),
    compile(compute) {
      const compiled = new Map<Engine, CompiledFunction>();
      return async (inputs) => {
        const on = working();
        const run = compiled.get(on.engine) ?? on.engine.compile(compute);
        compiled.set(on.engine, run);
        const own = arrays.move(on.engine, inputs);
        try {
          return arrays.holdAll(on.engine, await run(own));
        } catch (error) {
          return callElsewhere(on, { compute, inputs: own, error });
        }
      };
    },
  };
}

interface FailedCall {
  readonly compute: Parameters<Engine['compile']>[0];
  readonly inputs: EngineArrays;
  readonly error: unknown;
}

/** Calls a function on another engine, with copies of its inputs. */
async function callOnce(
  engine: Engine,
  { compute, inputs }: FailedCall,
  arrays: MovableArrays,
): Promise<EngineArrays> {
  const copies = Object.entries(inputs).map(
    ([name, array]) => [name, engine.upload(array.read(), array.shape)] as const,
  );
  try {
    return arrays.holdAll(engine, await engine.compile(compute)(Object.fromEntries(copies)));
  } finally {
    for (const [, copy] of copies) copy.dispose();
  }
}

/** Opens engines until one does; takes them out of `waiting`. Its notes say why others were passed over. */
async function openFirst(waiting: Engine[], reasons: readonly string[]): Promise<OpenEngine> {
  const notes = [...reasons];
  for (let engine = waiting.shift(); engine !== undefined; engine = waiting.shift()) {
    try {
      const description = await engine.open();
      return { engine, description: { ...description, notes: [...notes, ...(description.notes ?? [])] } };
    } catch (error) {
      notes.push(firstLine(error));
    }
  }
  throw new InputError({
    where: 'engine auto',
    message: `No engine is left. ${notes.join(' ')}`,
    fix: 'Install what one of them needs, or name another engine in the list of auto.',
  });
}

function refusal({ description: { engine } }: OpenEngine, error: unknown): string {
  return `The engine ${engine} cannot run a function, so that another one took over. ${firstLine(error)}`;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1).join('');
}
