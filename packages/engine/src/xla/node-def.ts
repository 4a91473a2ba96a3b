import type { ElementType } from '../graph/graph.ts';
import { bytes, type Field, integer, map, message, text, truth } from './message.ts';
import { type ConstantTensor, dataTypes, shapeProto, tensorProto } from './tensor-proto.ts';

/** The value of an attribute: one of the forms that TensorFlow knows. */
export type Attribute =
  | { readonly type: ElementType }
  | { readonly types: readonly ElementType[] }
  | { readonly integer: number }
  | { readonly truth: boolean }
  | { readonly shape: readonly number[] }
  | { readonly tensor: ConstantTensor }
  /** A function of the library, by its name. */
  | { readonly call: string };

export type Attributes = Readonly<Record<string, Attribute>>;

/** An operation of TensorFlow in a graph or in a function. */
export interface NodeDef {
  readonly name: string;
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

/** `tensorflow.NodeDef`. */
export function nodeProto({ name, operation, inputs, attributes }: NodeDef): Uint8Array {
  return message(
    text(1, name),
    text(2, operation),
    ...inputs.map((input) => text(3, input)),
    attributesField(5, attributes),
  );
}

/** A map of `tensorflow.AttrValue`. */
export function attributesField(number: number, attributes: Attributes): Field {
  const values = Object.entries(attributes).map(([name, attribute]) => [
    name,
    message(valueField(attribute)),
  ]);
  return map(number, Object.fromEntries(values));
}

function valueField(attribute: Attribute): Field {
  if ('type' in attribute) return integer(6, dataTypes[attribute.type]);
  if ('types' in attribute) return bytes(1, typeList(attribute.types));
  if ('integer' in attribute) return integer(3, attribute.integer);
  if ('truth' in attribute) return truth(5, attribute.truth);
  if ('shape' in attribute) return bytes(7, shapeProto(attribute.shape));
  if ('tensor' in attribute) return bytes(8, tensorProto(attribute.tensor));
  return bytes(10, message(text(1, attribute.call)));
}

function typeList(types: readonly ElementType[]): Uint8Array {
  return message(...types.map((type) => integer(6, dataTypes[type])));
}
