import { type Engine, required, type TensorRecord, tf } from '@highorder/core';
import { compiledEngine } from '../../compile/compiled-engine.ts';
import type { GraphExecutor } from '../../compile/executor.ts';
import { planOutputs } from '../../compile/plan-outputs.ts';
import type { Graph } from '../../graph/graph.ts';
import { replay } from '../../replay/replay.ts';
import { selectBackend } from '../../tensor-engine.ts';

/** Numbers of inputs or outputs, by name. */
export type Numbers = Readonly<Record<string, ArrayLike<number>>>;

/** A graph of float32 inputs and outputs, and numbers for its inputs. */
export interface Example {
  readonly graph: Graph;
  readonly numbers: Numbers;
}

/** What an expectation is held against: an executor, whatever its arrays are. */
export interface Bench {
  /** Outputs of a graph, by name, run as it is: not simplified. */
  run(example: Example): Promise<Numbers>;
  /** The executor under `compile`: functions are recorded, simplified and prepared as in everyday use. */
  readonly engine: Engine;
  /** How many random examples an expectation tries. */
  readonly runs: number;
}

/** Opens a bench with an executor. */
export async function openBench<Held>(executor: GraphExecutor<Held>, runs: number): Promise<Bench> {
  // The plain backend, without its start-up banner.
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
  const description = { engine: 'conformance', backend: 'executor', version: '1' };
  const engine = compiledEngine({ load: () => Promise.resolve({ executor, description }) });
  await engine.open();
  return { engine, runs, run: (example) => runOn(executor, example) };
}

/** Outputs of a graph by name, operation by operation on the plain backend. */
export function runPlainly({ graph, numbers }: Example): Numbers {
  selectBackend('cpu');
  const results: Record<string, ArrayLike<number>> = {};
  tf.tidy(() => {
    const inputs: TensorRecord = Object.fromEntries(
      graph.inputs.map(({ name, value: { shape } }) => [
        name,
        tf.tensor(floats(numbers, name), [...shape], 'float32'),
      ]),
    );
    for (const [name, tensor] of Object.entries(replay(graph, inputs))) results[name] = tensor.dataSync();
  });
  return results;
}

async function runOn<Held>(executor: GraphExecutor<Held>, { graph, numbers }: Example): Promise<Numbers> {
  const { graph: planned, sources } = planOutputs(graph);
  const program = await executor.prepare(planned);
  const given = planned.inputs.map(({ name, value }) => executor.upload(floats(numbers, name), value.shape));
  const results = await program.run(given);
  const read = new Map(
    planned.outputs.map(({ name }, index) => [
      name,
      executor.read(required(results[index], `There is no output "${name}".`)),
    ]),
  );
  for (const held of [...given, ...results]) executor.release(held);
  return Object.fromEntries(
    Array.from(sources, ([name, { from, name: source }]) => [
      name,
      required(from === 'graph' ? read.get(source) : numbers[source], `There is no output "${name}".`),
    ]),
  );
}

function floats(numbers: Numbers, name: string): Float32Array {
  return Float32Array.from(required(numbers[name], `There are no numbers for the input "${name}".`));
}
