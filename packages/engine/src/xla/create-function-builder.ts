import { required } from '@highorder/core';
import type { ElementType } from '../graph/graph.ts';
import type { FunctionBuilder, OperationCall } from './function-builder.ts';
import type { NodeDef } from './node-def.ts';
import type { ConstantTensor } from './tensor-proto.ts';

/** A builder of a function without nodes. */
export function createFunctionBuilder(): FunctionBuilder {
  const nodes: NodeDef[] = [];
  const names = new Map<number, string>();
  /** One node for each small constant: shapes and axes repeat. */
  const shared = new Map<string, string>();

  const callForList = ({ operation, output, inputs, attributes }: OperationCall, count: number) => {
    const name = `n${nodes.length}`;
    nodes.push({ name, operation, inputs, attributes });
    return Array.from({ length: count }, (_, index) => `${name}:${output}:${index}`);
  };
  const call = (given: OperationCall) => required(callForList(given, 1)[0], 'A call has an output.');
  const constant = (tensor: ConstantTensor) => call(constantCall(tensor));
  const sharedConstant = (type: ElementType, shape: readonly number[], values: readonly number[]) => {
    const key = `${type} [${shape}] ${values}`;
    const made = shared.get(key) ?? constant({ type, shape, values: valuesOf(type, values) });
    shared.set(key, made);
    return made;
  };
  return {
    nodes,
    nameOf: ({ id }) => required(names.get(id), `The graph uses value ${id} before it is made.`),
    define: ({ id }, name) => void names.set(id, name),
    call,
    callForList,
    constant,
    integers: (values) => sharedConstant('int32', [values.length], values),
    integer: (value) => sharedConstant('int32', [], [value]),
    number: (value, type) => sharedConstant(type, [], [value]),
    cast: (name, from, to) =>
      call({
        operation: 'Cast',
        output: 'y',
        inputs: [name],
        attributes: { SrcT: { type: from }, DstT: { type: to } },
      }),
  };
}

function constantCall(tensor: ConstantTensor): OperationCall {
  return {
    operation: 'Const',
    output: 'output',
    inputs: [],
    attributes: { dtype: { type: tensor.type }, value: { tensor } },
  };
}

function valuesOf(type: ElementType, values: readonly number[]): ConstantTensor['values'] {
  if (type === 'float32') return Float32Array.from(values);
  return type === 'int32' ? Int32Array.from(values) : Uint8Array.from(values);
}
