import { create } from '@bufbuild/protobuf';
import { HighOrderError } from '@highorder/core';
import {
  AttributeProto_AttributeType,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
} from 'onnx-buf';
import { integerConstant, rawConstant } from './constant.ts';

/** The numbers of rows of two models. */
export interface RowCounts {
  readonly one: number;
  readonly other: number;
}

/** A constant as it is in each of two models. */
export interface ConstantPair {
  readonly tensor: TensorProto;
  readonly other: TensorProto;
  readonly counts: RowCounts;
}

/** What takes the place of a constant; the last node, or the constant, has its name. */
export interface FreeConstant {
  readonly initializers: readonly TensorProto[];
  readonly nodes: readonly NodeProto[];
}

/**
 * A constant that follows the tensor `rows` [1]: a list of lengths in which some are multiples of the rows, or values
 * that are the same in every row. One that is equal in both models stays as it is.
 */
export function freeConstant(pair: ConstantPair): FreeConstant {
  const { tensor, other } = pair;
  if (tensor.dims.join() === other.dims.join()) {
    if (sameBytes(tensor.rawData, other.rawData)) return { initializers: [tensor], nodes: [] };
    if (tensor.dataType === TensorProto_DataType.INT64) return lengths(pair);
  } else if (tensor.dims.length === other.dims.length) return repeatedRow(pair);
  throw unfree(tensor);
}

/** Joins pieces: fixed numbers, and multiples of the rows. */
function lengths({ tensor, other, counts }: ConstantPair): FreeConstant {
  const initializers: TensorProto[] = [];
  const nodes: NodeProto[] = [];
  const { name } = tensor;
  const [ours, theirs] = [integers(tensor), integers(other)];
  const pieces = ours.map((length, index) => {
    const piece = `${name}/${index}`;
    const factor = factorOf(length, theirs[index], counts);
    if (factor === undefined && length !== theirs[index]) throw unfree(tensor);
    if (factor === 1n) return 'rows';
    initializers.push(integerConstant(factor === undefined ? piece : `${piece}/factor`, [factor ?? length]));
    if (factor !== undefined) nodes.push(node('Mul', piece, ['rows', `${piece}/factor`]));
    return piece;
  });
  nodes.push(
    create(NodeProtoSchema, {
      name,
      opType: 'Concat',
      input: pieces,
      output: [name],
      attribute: [{ name: 'axis', type: AttributeProto_AttributeType.INT, i: 0n }],
    }),
  );
  return { initializers, nodes };
}

/** k where the numbers are k times the rows in both. */
function factorOf(length: bigint, other: bigint | undefined, counts: RowCounts): bigint | undefined {
  const factor = length / BigInt(counts.one);
  const fits =
    factor > 0n && factor * BigInt(counts.one) === length && factor * BigInt(counts.other) === other;
  return fits ? factor : undefined;
}

/** One row, expanded. */
function repeatedRow({ tensor, other, counts }: ConstantPair): FreeConstant {
  const { name, dims, rawData, dataType } = tensor;
  const isFree = (axis: number) => dims[axis] !== other.dims[axis];
  const free = dims.findIndex((_, axis) => isFree(axis));
  const rowBytes = rawData.length / counts.one;
  const regular =
    free === 0 && Number(dims[0]) === counts.one && dims.every((_, axis) => axis === 0 || !isFree(axis));
  const row = rawData.slice(0, rowBytes);
  if (!regular || !isRepeated(rawData, row)) throw unfree(tensor);
  const rest = dims.slice(1);
  const shape = `${name}/shape`;
  const initializers = [rawConstant(`${name}/row`, dataType, row, [1, ...rest.map(Number)])];
  if (rest.length === 0) return { initializers, nodes: [node('Expand', name, [`${name}/row`, 'rows'])] };
  initializers.push(integerConstant(`${name}/rest`, rest));
  const joined = create(NodeProtoSchema, {
    name: shape,
    opType: 'Concat',
    input: ['rows', `${name}/rest`],
    output: [shape],
    attribute: [{ name: 'axis', type: AttributeProto_AttributeType.INT, i: 0n }],
  });
  return { initializers, nodes: [joined, node('Expand', name, [`${name}/row`, shape])] };
}

function isRepeated(bytes: Uint8Array, row: Uint8Array): boolean {
  return row.length > 0 && bytes.every((byte, index) => byte === row[index % row.length]);
}

function integers({ rawData }: TensorProto): readonly bigint[] {
  return [...new BigInt64Array(rawData.slice().buffer)];
}

function node(opType: string, name: string, input: readonly string[]): NodeProto {
  return create(NodeProtoSchema, { name, opType, input: [...input], output: [name] });
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function unfree({ name }: TensorProto): HighOrderError {
  return new HighOrderError({
    message: `The number of rows cannot be left free: the constant ${name} differs with it from row to row.`,
    expected: 'constants that are lengths, or the same in every row',
  });
}
