import { create, toBinary } from '@bufbuild/protobuf';
import { HighOrderError, required } from '@highorder/core';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import type { Graph, NamedValue, Node, Value } from '../graph/graph.ts';
import type { OperationKind } from '../graph/operation.ts';
import type { Lowering } from './lowering.ts';
import { lowerings } from './lowerings.ts';
import { elementTypes, type OnnxWriter, onnxWriter, type TensorName } from './onnx-writer.ts';

/** A graph as an ONNX model. */
export interface OnnxModel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Names in the model, in the order of the graph's inputs: the same names. */
  readonly inputs: readonly TensorName[];
  /** Names in the model, in the order of the graph's outputs: the same names, but for one that an input has. */
  readonly outputs: readonly TensorName[];
}

/** Operators that ONNX Runtime 1.14 (2023) and later know; the file format of the same time. */
const OPSET_VERSION = 18n;
const FORMAT_VERSION = 8n;

/** Writes a graph as an ONNX model. Shapes are those of the graph; nodes are named after their origin. */
export function onnxModel(graph: Graph): OnnxModel {
  const writer = onnxWriter();
  const names = new Map(graph.inputs.map(({ name, value }) => [value.id, name]));
  for (const node of graph.nodes) lower(node, names, writer);
  writer.beginAt('');
  const outputs = nameOutputs(graph, names, writer);
  const inputs = graph.inputs.map(({ name }) => name);
  const model = create(ModelProtoSchema, {
    irVersion: FORMAT_VERSION,
    producerName: 'HighOrder',
    opsetImport: [{ version: OPSET_VERSION }],
    graph: create(GraphProtoSchema, {
      name: 'graph',
      node: [...writer.written.nodes],
      initializer: [...writer.written.initializers],
      input: graph.inputs.map(({ name, value }) => describe(name, value)),
      output: graph.outputs.map(({ name, value }, index) => describe(outputs[index] ?? name, value)),
    }),
  });
  return { bytes: toBinary(ModelProtoSchema, model), inputs, outputs };
}

/** Writes one operation, and remembers the names of its results. */
function lower(node: Node, names: Map<number, TensorName>, writer: OnnxWriter): void {
  const { operation, inputs, outputs, origin } = node;
  writer.beginAt(origin);
  // The kind picks the lowering of just this operation, which the type checker cannot follow.
  const lowering = lowerings[operation.kind] as Lowering<OperationKind>;
  const operands = inputs.map((value) => ({ ...value, name: nameOf(value, names) }));
  const written = [lowering({ operation, operands, results: outputs, writer })].flat();
  if (written.length !== outputs.length) throw incomplete(node, written.length);
  outputs.forEach((value, index) => {
    names.set(value.id, required(written[index], 'Every result has a name.'));
  });
}

function nameOf({ id }: Value, names: ReadonlyMap<number, TensorName>): TensorName {
  return required(names.get(id), 'The nodes of a graph come after those they need.');
}

/**
 * Gives outputs their names. The node that makes an output is given its name; one that no node makes, or that has a name
 * already, is copied.
 */
function nameOutputs(
  { inputs, outputs }: Graph,
  names: ReadonlyMap<number, TensorName>,
  writer: OnnxWriter,
): readonly TensorName[] {
  const taken = new Set(inputs.map(({ name }) => name));
  const made = new Set(writer.written.nodes.flatMap(({ output }) => output));
  const renamed = new Map<TensorName, TensorName>();
  const copies = new Map<TensorName, TensorName>();
  const given = outputs.map((output) => {
    const name = freeName(output, taken);
    taken.add(name);
    const current = nameOf(output.value, names);
    if (made.has(current) && !renamed.has(current)) renamed.set(current, name);
    else copies.set(writer.node('Identity', [current]), name);
    return name;
  });
  rename(writer.written.nodes, new Map([...renamed, ...copies]));
  return given;
}

function freeName({ name }: NamedValue, taken: ReadonlySet<TensorName>): TensorName {
  return taken.has(name) ? `${name}:out` : name;
}

function rename(nodes: readonly NodeProto[], names: ReadonlyMap<TensorName, TensorName>): void {
  const newName = (name: TensorName) => names.get(name) ?? name;
  for (const node of nodes) {
    node.input = node.input.map(newName);
    node.output = node.output.map(newName);
  }
}

function describe(name: TensorName, { shape, type }: Value): ValueInfoProto {
  const dim = shape.map((length) =>
    create(TensorShapeProto_DimensionSchema, { value: { case: 'dimValue', value: BigInt(length) } }),
  );
  const value = create(TypeProto_TensorSchema, {
    elemType: elementTypes[type],
    shape: create(TensorShapeProtoSchema, { dim }),
  });
  const valueType = create(TypeProtoSchema, { value: { case: 'tensorType', value } });
  return create(ValueInfoProtoSchema, { name, type: valueType });
}

function incomplete({ operation, inputs, outputs }: Node, found: number): HighOrderError {
  return new HighOrderError({
    message: `An operation ${operation.kind} of ${inputs.length} inputs was written with ${found} results.`,
    expected: `${outputs.length} results`,
  });
}
