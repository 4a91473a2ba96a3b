import type { Tensor } from '@highorder/core';
import type { GraphExecutor } from '../../compile/executor.ts';
import type { Node, Value } from '../../graph/graph.ts';
import type { Operation, OperationKind, OperationOf } from '../../graph/operation.ts';
import { replayExecutor } from '../replay-executor.ts';

/** What a wrong executor makes of a node. */
export type Fault = (node: Node) => Node;

/** Runs graphs operation by operation, with a fault. */
export function faultyExecutor(fault: Fault): GraphExecutor<Tensor> {
  const right = replayExecutor();
  return { ...right, prepare: (graph) => right.prepare({ ...graph, nodes: graph.nodes.map(fault) }) };
}

/** One name in place of another, as where two rows of a table are swapped. */
export function misnamed(
  kind: 'binary' | 'compare' | 'logical' | 'reduce' | 'unary',
  from: string,
  to: string,
): Fault {
  return (node) => {
    const { operation } = node;
    if (operation.kind !== kind || operation.name !== from) return node;
    // The names of one kind are of one type; `kind` and `to` go together in the caller.
    return { ...node, operation: { ...operation, name: to } as Operation };
  };
}

/** Another operation in place of each of one kind. */
function instead<Kind extends OperationKind>(
  kind: Kind,
  change: (operation: OperationOf<Kind>, node: Node) => Operation | Partial<Node>,
): Fault {
  return (node) => {
    if (node.operation.kind !== kind) return node;
    const changed = change(node.operation as OperationOf<Kind>, node);
    return 'kind' in changed ? { ...node, operation: changed } : { ...node, ...changed };
  };
}

const reversed = ({ inputs }: Node): Partial<Node> => ({ inputs: inputs.toReversed() });

/** The results with one more axis, of length 1. */
const withAxis = ({ outputs }: Node): Partial<Node> => ({
  outputs: outputs.map((value): Value => ({ ...value, shape: [...value.shape, 1] })),
});

/** At least one fault for each kind of operation whose names are not swapped. */
export const faults = {
  constant: instead('constant', ({ values }) => ({ kind: 'constant', values: values.toReversed() })),
  select: instead('select', (_, { inputs: [condition, ...rest] }) => ({
    inputs: [...(condition ? [condition] : []), ...rest.toReversed()],
  })),
  cast: instead('cast', (_, { outputs }) => ({
    outputs: outputs.map((value) => ({ ...value, type: value.type === 'int32' ? 'float32' : value.type })),
  })),
  matMul: instead('matMul', (operation, { inputs }) =>
    inputs[0]?.shape.join() === inputs[1]?.shape.join()
      ? { inputs: inputs.toReversed() }
      : { ...operation, transposeLeft: false },
  ),
  // The bias is dropped.
  affine: instead('affine', ({ transposeLeft, transposeRight }) => ({
    kind: 'matMul',
    transposeLeft,
    transposeRight,
  })),
  transpose: instead('transpose', ({ permutation }) => ({
    kind: 'transpose',
    permutation: permutation.toReversed(),
  })),
  reshape: instead('reshape', (_, node) => withAxis(node)),
  broadcast: instead('broadcast', (_, node) => ({
    outputs: node.outputs.map((value) => ({ ...value, shape: [1, ...value.shape] })),
  })),
  concat: instead('concat', (_, node) => reversed(node)),
  slice: instead('slice', ({ size, begin }) => ({ kind: 'slice', size, begin: begin.map(() => 0) })),
  split: instead('split', (_, { outputs }) => ({ outputs: outputs.toReversed() })),
  pad: instead('pad', (operation) => ({ ...operation, value: 0 })),
  gather: instead('gather', () => ({ kind: 'gather', axis: 0 })),
  tile: instead('tile', ({ repetitions }) => ({ kind: 'tile', repetitions: repetitions.toReversed() })),
  reverse: instead('reverse', ({ axes }) => ({ kind: 'reverse', axes: axes.slice(1) })),
  cumulativeSum: instead('cumulativeSum', (operation) => ({ ...operation, exclusive: false })),
  stopGradient: instead('stopGradient', () => ({ kind: 'reverse', axes: [0] })),
  softmax: instead('softmax', () => ({ kind: 'unary', name: 'sigmoid' })),
  argMax: instead('argMax', () => ({ kind: 'argMax', axis: 0 })),
  oneHot: instead('oneHot', (operation) => ({ ...operation, offValue: 0 })),
} satisfies Record<Exclude<OperationKind, 'binary' | 'compare' | 'logical' | 'reduce' | 'unary'>, Fault>;
