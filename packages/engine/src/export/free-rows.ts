import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { HighOrderError, required } from '@highorder/core';
import {
  AttributeProto_AttributeType,
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
} from 'onnx-buf';
import type { Graph } from '../graph/graph.ts';
import { onnxModel } from '../onnx/onnx-model.ts';
import { floatConstant } from './constant.ts';
import { type RowCounts, freeConstant } from './free-constant.ts';
import { freeDimensions } from './free-dimensions.ts';

/** A model whose number of rows is not fixed. */
export interface FreeRowsRequest {
  /** The graph for a number of rows. Its first input has the rows as its first axis. Pure. */
  graphOf(rows: number): Graph;
  /** Inputs that become constants of the model, by name. */
  readonly constants: Readonly<Record<string, Float32Array>>;
  /** What the free axis is called, such as `rows`. */
  readonly axis: string;
}

/** Two primes that no shape has by chance. */
const counts: RowCounts = { one: 1009, other: 1013 };

/**
 * An ONNX model for any number of rows, though graphs have fixed shapes: the graph is made for two numbers of rows, and
 * all that differs between the two models, and is a multiple of the rows in each, follows the rows of the first input.
 *
 * Throws `HighOrderError` where the two differ in another way.
 */
export function freeRowsModel(request: FreeRowsRequest): Uint8Array {
  return toBinary(ModelProtoSchema, freeRowsProto(request));
}

/** The same as a message of ONNX, whose node `rows` gives the number of rows as a tensor [1]. */
export function freeRowsProto({ graphOf, constants, axis }: FreeRowsRequest): ModelProto {
  const model = modelOf(graphOf(counts.one));
  const graph = required(model.graph, 'A model has a graph.');
  const other = required(modelOf(graphOf(counts.other)).graph, 'A model has a graph.');
  requireSameNodes(graph, other);
  const first = required(graph.input[0], 'The model has an input with rows.').name;
  const written = graph.initializer.map((tensor, index) =>
    freeConstant({ tensor, other: required(other.initializer[index], 'Constants agree.'), counts }),
  );
  graph.initializer = written.flatMap(({ initializers }) => initializers);
  graph.node = [rowsOf(first), ...written.flatMap(({ nodes }) => nodes), ...graph.node];
  freeDimensions(graph.input, other.input, axis);
  freeDimensions(graph.output, other.output, axis);
  bindConstants(graph, constants);
  dropUnused(graph);
  return model;
}

function modelOf(graph: Graph): ModelProto {
  return fromBinary(ModelProtoSchema, onnxModel(graph).bytes);
}

/** The tensor [1] with the number of rows, which all that is free refers to. */
function rowsOf(input: string): NodeProto {
  const ends = ['start', 'end'].map((name, index) => ({
    name,
    type: AttributeProto_AttributeType.INT,
    i: BigInt(index),
  }));
  return create(NodeProtoSchema, {
    name: 'rows',
    opType: 'Shape',
    input: [input],
    output: ['rows'],
    attribute: ends,
  });
}

/** Nodes must agree in all but the names of what is made on the way, which follow from their order. */
function requireSameNodes(one: GraphProto, other: GraphProto): void {
  const text = ({ node, initializer }: GraphProto) =>
    JSON.stringify([node, initializer.map(({ name }) => name)], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  if (text(one) === text(other)) return;
  throw new HighOrderError({
    message: 'The number of rows cannot be left free: what the graph computes depends on it.',
    expected: 'the same operations for any number of rows',
    fix: 'Drop what divides by the number of points or joins them, such as a mean over points.',
  });
}

function bindConstants(graph: GraphProto, constants: FreeRowsRequest['constants']): void {
  for (const { name, type } of graph.input) {
    const values = constants[name];
    if (values === undefined) continue;
    const dimensions = type?.value.case === 'tensorType' ? (type.value.value.shape?.dim ?? []) : [];
    const shape = dimensions.map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : 0));
    graph.initializer.push(floatConstant(name, values, shape));
  }
  graph.input = graph.input.filter(({ name }) => !(name in constants));
}

/** Constants that only others were made of: readers of the model warn of them. */
function dropUnused(graph: GraphProto): void {
  const used = new Set([
    ...graph.node.flatMap(({ input }) => input),
    ...graph.output.map(({ name }) => name),
  ]);
  graph.initializer = graph.initializer.filter(({ name }) => used.has(name));
}
