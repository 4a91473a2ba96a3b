import {
  type CompiledFunction,
  type EngineArray,
  type EngineArrays,
  required,
  type TensorRecord,
} from '@highorder/core';
import type { Graph } from '../graph/graph.ts';
import { record } from '../record/record.ts';
import type { GraphExecutor, GraphProgram } from './executor.ts';
import type { HeldArrays } from './held-arrays.ts';
import { type OutputPlan, planOutputs } from './plan-outputs.ts';

/** What runs a compiled function. */
export interface CompilerParts<Held> {
  readonly executor: GraphExecutor<Held>;
  readonly arrays: HeldArrays<Held>;
  /** Makes a recorded graph simpler. */
  simplify(graph: Graph): Graph;
}

/** A function for inputs of given shapes. */
interface Prepared<Held> extends OutputPlan {
  readonly program: GraphProgram<Held>;
}

/**
 * Makes a function of tensors run on an executor: recorded, simplified and prepared at the first call with inputs of
 * given names and shapes, then run. A function that could not be prepared is tried anew at the next call.
 */
export function compileWith<Held>(
  compute: (inputs: TensorRecord) => TensorRecord,
  parts: CompilerParts<Held>,
): CompiledFunction {
  const programs = new Map<string, Promise<Prepared<Held>>>();
  const preparedFor = (inputs: EngineArrays): Promise<Prepared<Held>> => {
    const key = shapeKey(inputs);
    const known = programs.get(key);
    if (known !== undefined) return known;
    const preparing = prepare(compute, inputs, parts);
    programs.set(key, preparing);
    preparing.catch(() => programs.delete(key));
    return preparing;
  };
  return (inputs) =>
    parts.arrays.use(inputs, async (held) => run(await preparedFor(inputs), { inputs, held }, parts.arrays));
}

async function prepare<Held>(
  compute: (inputs: TensorRecord) => TensorRecord,
  inputs: EngineArrays,
  { executor, simplify }: CompilerParts<Held>,
): Promise<Prepared<Held>> {
  const plan = planOutputs(simplify(record(compute, inputs)));
  const idle = plan.graph.outputs.length === 0;
  return { ...plan, program: idle ? nothing() : await executor.prepare(plan.graph) };
}

interface Call<Held> {
  readonly inputs: EngineArrays;
  readonly held: ReadonlyMap<string, Held>;
}

async function run<Held>(
  { program, graph, sources }: Prepared<Held>,
  { inputs, held }: Call<Held>,
  arrays: HeldArrays<Held>,
): Promise<EngineArrays> {
  const given = new Map(
    graph.inputs.map(({ name }) => [name, required(held.get(name), `No input "${name}".`)]),
  );
  const results = await program.run(given);
  const made = new Map(
    graph.outputs.map(({ name, value }) => {
      const result = required(results.get(name), `The engine gave no output "${name}".`);
      return [name, arrays.wrap(result, value.shape)];
    }),
  );
  const outputs = Array.from(sources, ([name, { from, name: source }]): [string, EngineArray] => {
    const array = from === 'graph' ? made.get(source) : inputs[source];
    return [name, arrays.share(required(array, `No output "${name}".`))];
  });
  for (const array of made.values()) array.dispose();
  return Object.fromEntries(outputs);
}

/** Names and shapes, in the order of the names. */
function shapeKey(inputs: EngineArrays): string {
  return Object.keys(inputs)
    .toSorted()
    .map((name) => `${name} [${inputs[name]?.shape.join()}]`)
    .join(' ');
}

/** Runs no graph: all outputs are inputs. */
function nothing<Held>(): GraphProgram<Held> {
  return { run: () => Promise.resolve(new Map<string, Held>()) };
}
