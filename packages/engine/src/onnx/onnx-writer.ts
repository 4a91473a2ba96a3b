import { create } from '@bufbuild/protobuf';
import { sizeOf } from '@highorder/core';
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
} from 'onnx-buf';
import type { ElementType } from '../graph/graph.ts';

/** The name of a tensor in an ONNX graph. */
export type TensorName = string;

/** Whole numbers, or lists of them; the operators in use have no others. */
export type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Element types of ONNX by the names of ours, and float64 for exact whole numbers on the way. */
export const elementTypes = {
  bool: TensorProto_DataType.BOOL,
  float32: TensorProto_DataType.FLOAT,
  float64: TensorProto_DataType.DOUBLE,
  int32: TensorProto_DataType.INT32,
} as const satisfies Record<ElementType | 'float64', TensorProto_DataType>;

/** What is written so far. */
export interface WrittenGraph {
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
}

/** Writes the nodes and constants of an ONNX graph, in order, under readable names. */
export interface OnnxWriter {
  readonly written: WrittenGraph;
  /** Adds a node with one output, whose name it gives. */
  node(type: string, inputs: readonly TensorName[], attributes?: Attributes): TensorName;
  /** Adds a node with several outputs. */
  nodeOf(
    count: number,
    type: string,
    inputs: readonly TensorName[],
    attributes?: Attributes,
  ): readonly TensorName[];
  /** A constant tensor of one of our types. Equal small ones are one. */
  constant(type: ElementType, values: ArrayLike<number>, shape: readonly number[]): TensorName;
  /** The tensor in another shape of the same size; of a constant, this is another constant. */
  reshape(tensor: TensorName, shape: readonly number[]): TensorName;
  /** A list of int64 numbers, as shapes and axes are given. */
  integers(values: readonly number[]): TensorName;
  /** The tensor as another type. */
  cast(tensor: TensorName, type: keyof typeof elementTypes): TensorName;
  /** From now on, names of nodes begin with this; empty for none. */
  beginAt(origin: string): void;
}

/** A writer with nothing written. */
export function onnxWriter(): OnnxWriter {
  const nodes: NodeProto[] = [];
  const constants = constantStore();
  let prefix = '';

  const nodeOf: OnnxWriter['nodeOf'] = (count, opType, inputs, attributes = {}) => {
    const name = `${prefix}${opType}_${nodes.length}`;
    const output = Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}.${index}`));
    nodes.push(
      create(NodeProtoSchema, {
        name,
        opType,
        input: [...inputs],
        output,
        attribute: Object.entries(attributes).map(([key, value]) => attributeOf(key, value)),
      }),
    );
    return output;
  };
  const node: OnnxWriter['node'] = (type, inputs, attributes) => nodeOf(1, type, inputs, attributes).join('');
  const integers: OnnxWriter['integers'] = (values) =>
    constants.nameOf({
      dataType: TensorProto_DataType.INT64,
      data: BigInt64Array.from(values, BigInt),
      shape: [values.length],
    });
  return {
    written: { nodes, initializers: constants.tensors },
    node,
    nodeOf,
    constant: (type, values, shape) =>
      constants.nameOf({ dataType: elementTypes[type], data: typedValues[type](values), shape }),
    // Otherwise a length of 0 would mean the length of the input there.
    reshape: (tensor, shape) =>
      constants.reshaped(tensor, shape) ?? node('Reshape', [tensor, integers(shape)], { allowzero: 1 }),
    integers,
    cast: (tensor, type) => node('Cast', [tensor], { to: elementTypes[type] }),
    beginAt(origin) {
      prefix = origin === '' ? '' : `${origin}:`;
    },
  };
}

const typedValues: Readonly<Record<ElementType, (values: ArrayLike<number>) => ArrayBufferView>> = {
  bool: (values) => Uint8Array.from(values, (value) => (value === 0 ? 0 : 1)),
  float32: (values) => Float32Array.from(values),
  int32: (values) => Int32Array.from(values),
};

interface ConstantParts {
  readonly dataType: TensorProto_DataType;
  /** In the byte order of the machine, which is little-endian wherever JavaScript runs, as ONNX wants it. */
  readonly data: ArrayBufferView;
  readonly shape: readonly number[];
}

/** Constants of more bytes than this are not compared. */
const COMPARED_BYTES = 256;

function constantStore() {
  const tensors: TensorProto[] = [];
  const known = new Map<string, TensorName>();
  const add = ({ dataType, data, shape }: ConstantParts): TensorName => {
    const name = `constant_${tensors.length}`;
    tensors.push(
      create(TensorProtoSchema, {
        name,
        dataType,
        dims: shape.map(BigInt),
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(),
      }),
    );
    return name;
  };
  const nameOf = (parts: ConstantParts): TensorName => {
    if (parts.data.byteLength > COMPARED_BYTES || sizeOf(parts.shape) === 0) return add(parts);
    const { buffer, byteOffset, byteLength } = parts.data;
    const key = `${parts.dataType} ${parts.shape} ${new Uint8Array(buffer, byteOffset, byteLength)}`;
    const name = known.get(key) ?? add(parts);
    known.set(key, name);
    return name;
  };
  return {
    tensors,
    nameOf,
    /** A constant in another shape; undefined where the name is not that of a constant. */
    reshaped(name: TensorName, shape: readonly number[]): TensorName | undefined {
      const tensor = tensors.find((each) => each.name === name);
      return tensor && nameOf({ dataType: tensor.dataType, data: tensor.rawData, shape });
    },
  };
}

function attributeOf(name: string, value: number | readonly number[]): AttributeProto {
  return typeof value === 'number'
    ? create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) })
    : create(AttributeProtoSchema, {
        name,
        type: AttributeProto_AttributeType.INTS,
        ints: value.map(BigInt),
      });
}
