import {
  type CompiledFunction,
  type EngineArray,
  type EngineArrays,
  required,
  type TensorRecord,
} from '@highorder/core';
import type { Graph } from '../graph/graph.ts';
import { recordToRun } from '../record/record-to-run.ts';
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

/** The names and shapes of inputs, and what was prepared for them. */
interface Specialized<Held> {
  readonly shapes: Shapes;
  readonly prepared: Promise<Prepared<Held>>;
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
  let programs: readonly Specialized<Held>[] = [];
  const preparedFor = (inputs: EngineArrays): Promise<Prepared<Held>> => {
    const known = programs.find(({ shapes }) => haveShapes(inputs, shapes));
    if (known !== undefined) return known.prepared;
    const made = { shapes: shapesOf(inputs), prepared: prepare(compute, inputs, parts) };
    programs = [...programs, made];
    made.prepared.catch(() => {
      programs = programs.filter((one) => one !== made);
    });
    return made.prepared;
  };
  return (inputs) =>
    parts.arrays.use(inputs, async (held) => run(await preparedFor(inputs), { inputs, held }, parts.arrays));
}

async function prepare<Held>(
  compute: (inputs: TensorRecord) => TensorRecord,
  inputs: EngineArrays,
  { executor, simplify }: CompilerParts<Held>,
): Promise<Prepared<Held>> {
  const plan = planOutputs(simplify(recordToRun(compute, inputs)));
  const idle = plan.graph.outputs.length === 0;
  return { ...plan, program: idle ? nothing() : await executor.prepare(plan.graph) };
}

interface Call<Held> {
  readonly inputs: EngineArrays;
  readonly held: Readonly<Record<string, Held>>;
}

async function run<Held>(
  { program, graph, sources }: Prepared<Held>,
  { inputs, held }: Call<Held>,
  arrays: HeldArrays<Held>,
): Promise<EngineArrays> {
  const results = await program.run(
    graph.inputs.map(({ name }) => required(held[name], 'A prepared function has its inputs.')),
  );
  const outputs: Record<string, EngineArray> = {};
  graph.outputs.forEach(({ name, value }, index) => {
    const result = required(results[index], 'The engine gave fewer outputs than the graph has.');
    outputs[name] = arrays.wrap(result, value.shape);
  });
  for (const [name, { from, name: source }] of sources) {
    if (from === 'graph' && source === name) continue;
    const array = from === 'graph' ? outputs[source] : inputs[source];
    outputs[name] = arrays.share(required(array, 'The source of an output is there.'));
  }
  return outputs;
}

/** The shapes of inputs by their names. */
type Shapes = ReadonlyMap<string, readonly number[]>;

function shapesOf(inputs: EngineArrays): Shapes {
  return new Map(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
}

function haveShapes(inputs: EngineArrays, shapes: Shapes): boolean {
  const names = Object.keys(inputs);
  return (
    names.length === shapes.size &&
    names.every((name) => {
      const [given, wanted] = [inputs[name]?.shape, shapes.get(name)];
      return (
        given === wanted ||
        (given?.length === wanted?.length && given?.every((size, axis) => size === wanted?.[axis]))
      );
    })
  );
}

/** Runs no graph: all outputs are inputs. */
function nothing<Held>(): GraphProgram<Held> {
  return { run: () => Promise.resolve([]) };
}
