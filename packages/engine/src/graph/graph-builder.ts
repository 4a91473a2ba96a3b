import { type Emit, operationsWith, type ConstantValues, type GraphOperations } from './operations.ts';
import type { Graph, NamedValue, Node, Value } from './graph.ts';
import { inferOutputs } from './infer-outputs.ts';
import type { TensorType } from './tensor-type.ts';

/** A graph under construction. Constants of one element are shared. */
export interface GraphBuilder {
  readonly emit: Emit;
  readonly operations: GraphOperations;
  input(name: string, type: TensorType): Value;
  /** Takes over a node of another graph as it is. */
  adopt(node: Node): void;
  /** The node that made a value; undefined for an input. */
  producer(value: Value): Node | undefined;
  /** The graph as it is now, with these outputs. */
  build(outputs: readonly NamedValue[]): Graph;
}

/** What a builder starts with. */
export interface GraphBuilderParts {
  /** Inputs of another graph, kept as they are. */
  readonly inputs?: readonly NamedValue[] | undefined;
  /** The first number of new values: above all that are taken over from another graph. */
  readonly firstId?: number | undefined;
  /** Who asks for an operation on these inputs, made by those nodes; undefined for an input of the graph. */
  readonly origin?: ((makers: readonly (Node | undefined)[]) => string) | undefined;
}

export function graphBuilder({
  inputs: given = [],
  firstId = 0,
  origin = () => '',
}: GraphBuilderParts = {}): GraphBuilder {
  const inputs = [...given];
  const nodes: Node[] = [];
  const producers = new Map<Value, Node>();
  const scalars = new Map<string, readonly Value[]>();
  let nextId = firstId;
  const newValue = ({ shape, type }: TensorType): Value => ({ id: nextId++, shape, type });

  const adopt = (node: Node): void => {
    nodes.push(node);
    for (const output of node.outputs) producers.set(output, node);
  };
  const emit: Emit = (operation, from, wanted) => {
    const key = operation.kind === 'constant' ? scalarKey(operation.values, wanted) : undefined;
    const shared = key === undefined ? undefined : scalars.get(key);
    if (shared !== undefined) return shared;
    const outputs = inferOutputs(operation, from, wanted).map(newValue);
    adopt({
      operation,
      inputs: [...from],
      outputs,
      origin: origin(from.map((value) => producers.get(value))),
    });
    if (key !== undefined) scalars.set(key, outputs);
    return outputs;
  };
  return {
    emit,
    operations: operationsWith(emit),
    input(name, type) {
      const value = newValue(type);
      inputs.push({ name, value });
      return value;
    },
    adopt,
    producer: (value) => producers.get(value),
    build: (outputs) => ({ inputs: [...inputs], nodes: [...nodes], outputs: [...outputs] }),
  };
}

/** What tells apart constants of one element: -0 is another than 0. */
function scalarKey(values: ConstantValues, wanted: TensorType | undefined): string | undefined {
  const [value] = values;
  if (values.length !== 1 || value === undefined || wanted === undefined) return undefined;
  return `${wanted.type} [${wanted.shape}] ${Object.is(value, -0) ? '-0' : value}`;
}
