import type { ElementType } from '../graph/graph.ts';
import { bytes, integer, map, message, repeated, text, truth } from './message.ts';
import { type Attribute, attributesField, type NodeDef, nodeProto } from './node-def.ts';
import { dataTypes } from './tensor-proto.ts';

/** An argument or a result of a function. */
export interface FunctionPort {
  readonly name: string;
  readonly type: ElementType;
}

/** A function of a TensorFlow library. */
export interface FunctionDef {
  readonly name: string;
  readonly inputs: readonly FunctionPort[];
  readonly nodes: readonly NodeDef[];
  /** Each with the name of the tensor inside that it gives. */
  readonly outputs: readonly (FunctionPort & { readonly gives: string })[];
}

/** XLA compiles what carries it, or the call fails. */
export const mustCompile: Readonly<Record<string, Attribute>> = { _XlaMustCompile: { truth: true } };

/** `tensorflow.FunctionDef`, to be compiled by XLA. */
export function functionProto({ name, inputs, nodes, outputs }: FunctionDef): Uint8Array {
  const signature = message(
    text(1, name),
    repeated(2, inputs.map(portProto)),
    repeated(3, outputs.map(portProto)),
    // A call with state is not folded away.
    truth(17, true),
  );
  return message(
    bytes(1, signature),
    attributesField(5, mustCompile),
    repeated(3, nodes.map(nodeProto)),
    map(4, Object.fromEntries(outputs.map((output) => [output.name, output.gives]))),
  );
}

function portProto({ name, type }: FunctionPort): Uint8Array {
  return message(text(1, name), integer(3, dataTypes[type]));
}
