import type { Graph, Node } from '../graph/graph.ts';
import type { Operation, OperationKind, OperationOf } from '../graph/operation.ts';
import { createFunctionBuilder } from './create-function-builder.ts';
import type { FunctionBuilder } from './function-builder.ts';
import type { Lowering } from './lowering.ts';
import { lowerings } from './lowerings.ts';
import { savedModel } from './saved-model.ts';

/** A graph as a model that TensorFlow runs. */
export interface LoweredModel {
  /** What belongs into a file `saved_model.pb`, alone in its folder. */
  readonly bytes: Uint8Array;
  /** By which names the model knows the inputs and outputs of the graph, in the graph's order. */
  readonly inputs: readonly ModelName[];
  readonly outputs: readonly ModelName[];
}

export interface ModelName {
  /** In the graph. */
  readonly name: string;
  /** In the model: TensorFlow is strict about letters. */
  readonly modelName: string;
}

/** The graph as one function of TensorFlow that XLA compiles, in a saved model. */
export function lowerToSavedModel({ inputs, nodes, outputs }: Graph): LoweredModel {
  const builder = createFunctionBuilder();
  const inputNames = inputs.map(({ name }, index): ModelName => ({ name, modelName: `i${index}` }));
  const outputNames = outputs.map(({ name }, index): ModelName => ({ name, modelName: `o${index}` }));
  inputs.forEach(({ value }, index) => builder.define(value, `i${index}`));
  for (const node of nodes) lowerNode(node, builder);
  const bytes = savedModel({
    definition: {
      name: 'compiled',
      inputs: inputs.map(({ value }, index) => ({ name: `i${index}`, type: value.type })),
      nodes: builder.nodes,
      outputs: outputs.map(({ value }, index) => ({
        name: `o${index}`,
        type: value.type,
        gives: builder.nameOf(value),
      })),
    },
    inputs: inputs.map(({ value }) => value),
    outputs: outputs.map(({ value }) => value),
  });
  return { bytes, inputs: inputNames, outputs: outputNames };
}

function lowerNode({ operation, inputs, outputs }: Node, into: FunctionBuilder): void {
  const names = inputs.map((input) => into.nameOf(input));
  const made = loweringOf(operation)({ operation, inputs, names, outputs }, into);
  outputs.forEach((output, index) => into.define(output, made[index] ?? ''));
}

/** The table has for each kind a function of that kind, which TypeScript cannot follow through the look-up. */
function loweringOf<Kind extends OperationKind>(operation: OperationOf<Kind> & Operation): Lowering<Kind> {
  return lowerings[operation.kind as Kind];
}
