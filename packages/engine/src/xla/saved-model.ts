import type { ElementType, Value } from '../graph/graph.ts';
import { type FunctionDef, functionProto, mustCompile } from './function-def.ts';
import { bytes, integer, map, message, repeated, text } from './message.ts';
import { type NodeDef, nodeProto } from './node-def.ts';
import { dataTypes, shapeProto } from './tensor-proto.ts';

/** A function with the shapes of what goes in and comes out. */
export interface CallableFunction {
  readonly definition: FunctionDef;
  /** In the order of the function's arguments. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** The version of the graph format: the least that has all operations used here (TensorFlow 2.0 and later read it). */
const producer = 1087;

const call = 'call';

/**
 * The bytes of `saved_model.pb`: a graph that calls the function once, with a signature `serving_default` whose inputs
 * and outputs have the names of the function's arguments and results. It has no variables, so the file is the whole
 * model.
 */
export function savedModel(callable: CallableFunction): Uint8Array {
  const metaGraph = message(
    bytes(1, message(text(4, 'serve'))),
    bytes(2, graphProto(callable)),
    map(5, { serving_default: signatureProto(callable) }),
  );
  return message(integer(1, 1), bytes(2, metaGraph));
}

function graphProto({ definition, inputs, outputs }: CallableFunction): Uint8Array {
  const placeholders = definition.inputs.map(({ name, type }, index): NodeDef => {
    const shape = inputs[index]?.shape ?? [];
    return { name, operation: 'Placeholder', inputs: [], attributes: { dtype: { type }, shape: { shape } } };
  });
  return message(
    repeated(1, [...placeholders, callNode(definition, inputs, outputs)].map(nodeProto)),
    bytes(4, message(integer(1, producer))),
    bytes(2, message(bytes(1, functionProto(definition)))),
  );
}

function callNode(definition: FunctionDef, inputs: readonly Value[], outputs: readonly Value[]): NodeDef {
  return {
    name: call,
    operation: 'StatefulPartitionedCall',
    inputs: definition.inputs.map(({ name }) => name),
    attributes: {
      Tin: { types: inputs.map(({ type }) => type) },
      Tout: { types: outputs.map(({ type }) => type) },
      f: { call: definition.name },
      ...mustCompile,
    },
  };
}

function signatureProto({ definition, inputs, outputs }: CallableFunction): Uint8Array {
  const entries = (names: readonly string[], values: readonly Value[], tensor: (index: number) => string) =>
    Object.fromEntries(values.map((value, index) => [names[index] ?? '', tensorInfo(tensor(index), value)]));
  const inputNames = definition.inputs.map(({ name }) => name);
  const outputNames = definition.outputs.map(({ name }) => name);
  return message(
    map(
      1,
      entries(inputNames, inputs, (index) => `${inputNames[index]}:0`),
    ),
    map(
      2,
      entries(outputNames, outputs, (index) => `${call}:${index}`),
    ),
    text(3, 'tensorflow/serving/predict'),
  );
}

function tensorInfo(
  name: string,
  { type, shape }: { type: ElementType; shape: readonly number[] },
): Uint8Array {
  return message(text(1, name), integer(2, dataTypes[type]), bytes(3, shapeProto(shape)));
}
