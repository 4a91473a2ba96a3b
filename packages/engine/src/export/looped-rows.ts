import { create, toBinary } from '@bufbuild/protobuf';
import { required } from '@highorder/core';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  TensorProto_DataType,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import { floatConstant, integerConstant, rawConstant } from './constant.ts';
import { type FreeRowsRequest, freeRowsProto } from './free-rows.ts';

/** A step that is taken again and again. */
export interface LoopedRowsRequest extends FreeRowsRequest {
  /** Inputs [rows, 1] of the step that hold one number a turn, the same in all rows: these numbers. As many each as there are turns. */
  readonly turns: Readonly<Record<string, Float32Array>>;
  /** The points go into the loop as (x - center) / scale, and come out as x scale + center. */
  readonly units: { readonly center: readonly number[]; readonly scale: number };
  /** Names of the model's input and output. */
  readonly names: { readonly input: string; readonly output: string };
}

/**
 * An ONNX model whose size does not depend on the number of turns: the graph is the body of a `Loop`. Its first input
 * [rows, dimension] is what its only output of the turn before gave.
 *
 * Throws `HighOrderError` as `freeRowsModel` does.
 */
export function loopedRowsModel({ turns, units, names, ...request }: LoopedRowsRequest): Uint8Array {
  const model = freeRowsProto(request);
  const body = required(model.graph, 'A model has a graph.');
  const points = required(body.input[0], 'A step begins at points.');
  const end = required(body.output[0], 'A step ends at points.');
  const counts = Object.values(turns).map(({ length }) => length);
  const number = (name: string, value: number) => floatConstant(name, Float32Array.of(value), []);
  body.input = [scalar(outer.turn, TensorProto_DataType.INT64), scalar(outer.goOn, BOOL), points];
  body.output = [scalar(outer.goesOn, BOOL), end];
  body.node = withTurns(body, Object.keys(turns));
  const { input, output } = names;
  model.graph = create(GraphProtoSchema, {
    name: 'loop',
    input: [renamed(points, input)],
    output: [renamed(end, output)],
    initializer: [
      ...Object.entries(turns).map(([name, values]) => floatConstant(tableOf(name), values, [values.length])),
      floatConstant(outer.center, Float32Array.from(units.center), [units.center.length]),
      number(outer.scale, units.scale),
      rawConstant(outer.count, TensorProto_DataType.INT64, int64(Math.max(0, ...counts)), []),
      integerConstant(outer.column, [1n]),
    ],
    node: [
      node('Sub', [input, outer.center], outer.centered),
      node('Div', [outer.centered, outer.scale], outer.first),
      loopOf(body),
      node('Mul', [outer.last, outer.scale], outer.scaled),
      node('Add', [outer.scaled, outer.center], output),
    ],
  });
  return toBinary(ModelProtoSchema, model);
}

const { BOOL } = TensorProto_DataType;

/** Names inside of a loop and around it must differ; no operation begins with this. */
const outer = {
  turn: 'loop/turn',
  goOn: 'loop/go-on',
  goesOn: 'loop/goes-on',
  center: 'loop/center',
  scale: 'loop/scale',
  count: 'loop/count',
  column: 'loop/column',
  shape: 'loop/shape',
  centered: 'loop/centered',
  first: 'loop/first',
  last: 'loop/last',
  scaled: 'loop/scaled',
} as const;

function tableOf(name: string): string {
  return `loop/each-${name}`;
}

/** The nodes of the body: `rows` first, then the numbers of this turn in every row, then the step. */
function withTurns({ node: [rows, ...step] }: GraphProto, names: readonly string[]): NodeProto[] {
  const numbers = names.flatMap((name) => [
    node('Gather', [tableOf(name), outer.turn], `loop/this-${name}`),
    node('Expand', [`loop/this-${name}`, outer.shape], name),
  ]);
  const axis = { name: 'axis', type: AttributeProto_AttributeType.INT, i: 0n };
  return [
    required(rows, 'A model with free rows counts them first.'),
    node('Identity', [outer.goOn], outer.goesOn),
    create(NodeProtoSchema, {
      ...{ name: outer.shape, opType: 'Concat', attribute: [axis] },
      ...{ input: ['rows', outer.column], output: [outer.shape] },
    }),
    ...numbers,
    ...step,
  ];
}

function loopOf(body: GraphProto): NodeProto {
  const attribute = create(AttributeProtoSchema, {
    name: 'body',
    type: AttributeProto_AttributeType.GRAPH,
    g: body,
  });
  return create(NodeProtoSchema, {
    ...{ name: 'loop', opType: 'Loop', attribute: [attribute] },
    ...{ input: [outer.count, '', outer.first], output: [outer.last] },
  });
}

function node(opType: string, input: readonly string[], output: string): NodeProto {
  return create(NodeProtoSchema, { name: output, opType, input: [...input], output: [output] });
}

function scalar(name: string, elemType: TensorProto_DataType): ValueInfoProto {
  const value = create(TypeProto_TensorSchema, { elemType, shape: create(TensorShapeProtoSchema, {}) });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value } }),
  });
}

function renamed({ type }: ValueInfoProto, name: string): ValueInfoProto {
  return create(ValueInfoProtoSchema, type === undefined ? { name } : { name, type });
}

function int64(value: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
}
