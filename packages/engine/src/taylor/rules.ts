import { required, type Tensor, tf } from '@highorder/core';
import type { Value } from '../graph/graph.ts';
import type { Operation, OperationKind, OperationOf } from '../graph/operation.ts';
import { runOperation } from '../replay/operations.ts';
import { productTerms } from './arithmetic.ts';
import { binaryRules } from './binary-rules.ts';
import { mapped, sum } from './coefficient.ts';
import { reduceTerms } from './reduce-rule.ts';
import { chosenTerms } from './select-rule.ts';
import type { Next, Series } from './series.ts';
import { softmaxTerms } from './softmax-rule.ts';
import { unaryRules } from './unary-rules.ts';

/** An operation of which at least one input changes. */
export interface ChangingOperation<Of extends Operation> {
  readonly operation: Of;
  readonly inputs: readonly Series[];
  /** The result, whose lower coefficients are known. */
  readonly own: Series;
  /** Its place in the graph, and which of the outputs it is. */
  readonly output: Value;
  readonly outputIndex: number;
  /** The number that an input is in the graph; undefined where it is none. */
  numberAt(input: number): number | undefined;
}

/** The further coefficients of a result; undefined where the operation has none. */
export type SeriesRule<Of extends Operation> = (of: ChangingOperation<Of>) => Next | undefined;

type SeriesRules = { readonly [Kind in OperationKind]: SeriesRule<OperationOf<Kind>> | undefined };

/** Results that choose between pieces, or count: they do not change beside their jumps. */
const still: SeriesRule<Operation> = () => () => 0;

/** Operations that are linear in their first input, the others being fixed. */
const linear: SeriesRule<Operation> = ({ operation, inputs, output }) => {
  const others = inputs.slice(1);
  if (others.some(({ constant }) => !constant)) return undefined;
  return (k) =>
    mapped(at(inputs, 0).term(k), (term) => runSingle(operation, [term, ...others.map(valueOf)], output));
};

const rules: SeriesRules = {
  affine: ({ inputs, operation }) => {
    const product = matrixProduct(inputs, operation);
    return (k) => sum(product(k), at(inputs, 2).term(k));
  },
  argMax: undefined,
  binary: ({ operation, inputs, own, numberAt }) =>
    binaryRules[operation.name]?.({
      left: at(inputs, 0),
      right: at(inputs, 1),
      own,
      rightNumber: numberAt(1),
    }),
  broadcast: linear,
  cast: (of) => (of.output.type === 'float32' ? linear(of) : undefined),
  compare: still,
  concat: concatTerms,
  constant: still,
  cumulativeSum: linear,
  gather: linear,
  logical: still,
  matMul: ({ inputs, operation }) => matrixProduct(inputs, operation),
  oneHot: undefined,
  pad: (of) => linear({ ...of, operation: { ...of.operation, value: 0 } }),
  reduce: ({ operation, inputs, own, output }) => reduceTerms(operation, { z: at(inputs, 0), own, output }),
  reshape: linear,
  reverse: linear,
  select: ({ inputs }) =>
    at(inputs, 0).constant ? chosenTerms(at(inputs, 0), at(inputs, 1), at(inputs, 2)) : undefined,
  slice: linear,
  softmax: ({ inputs, own }) => softmaxTerms(at(inputs, 0), own),
  split: splitTerms,
  // The way along the curve is that of the values, which a stop does not change; each coefficient is a constant to gradients.
  stopGradient: linear,
  tile: linear,
  transpose: linear,
  unary: ({ operation, inputs, own }) => unaryRules[operation.name]?.(at(inputs, 0), own),
};

/** The further coefficients of an operation's result, or undefined where Taylor mode has no rule for it. */
export function furtherTerms(of: ChangingOperation<Operation>): Next | undefined {
  // The rule under an operation's own kind takes that operation; the type system cannot follow the pairing.
  const rule = rules[of.operation.kind] as SeriesRule<Operation> | undefined;
  return rule?.(of);
}

function matrixProduct(
  inputs: readonly Series[],
  { transposeLeft, transposeRight }: OperationOf<'matMul' | 'affine'>,
): Next {
  return productTerms(at(inputs, 0), at(inputs, 1), (left, right) =>
    tf.matMul(left, right, transposeLeft, transposeRight),
  );
}

function concatTerms({ operation, inputs }: ChangingOperation<OperationOf<'concat'>>): Next {
  return (k) => {
    const terms = inputs.map((input) => input.term(k));
    if (terms.every((term) => term === 0)) return 0;
    const filled = terms.map((term, index) => (term === 0 ? tf.zerosLike(at(inputs, index).value()) : term));
    return tf.concat(filled, operation.axis);
  };
}

/** Each output of a split is a slice. */
function splitTerms(of: ChangingOperation<OperationOf<'split'>>): Next | undefined {
  const { axis, sizes } = of.operation;
  const { shape } = of.output;
  const start = sizes.slice(0, of.outputIndex).reduce((total, size) => total + size, 0);
  const begin = shape.map((_, each) => (each === axis ? start : 0));
  return linear({ ...of, operation: { kind: 'slice', begin, size: shape } });
}

function runSingle(operation: Operation, inputs: readonly Tensor[], output: Value): Tensor {
  return required(runOperation(operation, inputs, output)[0], `A ${operation.kind} gave no result.`);
}

function valueOf(series: Series): Tensor {
  return series.value();
}

function at(inputs: readonly Series[], index: number): Series {
  return required(inputs[index], `An operation lacks its input ${index}.`);
}
