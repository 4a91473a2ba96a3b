/** Elementwise functions of one tensor, by their usual definitions. `step` is 1 above 0, else 0; `erf` is exact. */
export type UnaryName =
  | 'abs'
  | 'ceil'
  | 'cos'
  | 'erf'
  | 'exp'
  | 'expm1'
  | 'floor'
  | 'log'
  | 'log1p'
  | 'logicalNot'
  | 'neg'
  | 'reciprocal'
  | 'relu'
  | 'round'
  | 'rsqrt'
  | 'sigmoid'
  | 'sign'
  | 'sin'
  | 'softplus'
  | 'sqrt'
  | 'square'
  | 'step'
  | 'tan'
  | 'tanh';

/** Elementwise functions of two tensors, broadcast as in NumPy. */
export type BinaryName =
  | 'add'
  | 'atan2'
  | 'divide'
  | 'floorDivide'
  | 'maximum'
  | 'minimum'
  | 'modulo'
  | 'multiply'
  | 'power'
  | 'squaredDifference'
  | 'subtract';

/** Elementwise comparisons, broadcast; the result is bool. */
export type CompareName = 'equal' | 'greater' | 'greaterEqual' | 'less' | 'lessEqual' | 'notEqual';

export type LogicalName = 'and' | 'or';

/** Reductions over axes. */
export type ReduceName = 'all' | 'any' | 'max' | 'mean' | 'min' | 'product' | 'sum';

/** What a node does. Shapes are static, so attributes hold all that is needed. Axes are not negative. */
export type Operation =
  | { readonly kind: 'constant'; readonly values: Float32Array | Int32Array | Uint8Array }
  | { readonly kind: 'unary'; readonly name: UnaryName }
  | { readonly kind: 'binary'; readonly name: BinaryName }
  | { readonly kind: 'compare'; readonly name: CompareName }
  | { readonly kind: 'logical'; readonly name: LogicalName }
  /** condition ? first : second, broadcast. */
  | { readonly kind: 'select' }
  | { readonly kind: 'cast' }
  | {
      readonly kind: 'reduce';
      readonly name: ReduceName;
      readonly axes: readonly number[];
      readonly keepDimensions: boolean;
    }
  /** Of two tensors of equal rank >= 2, over the last two axes; the axes before broadcast. */
  | { readonly kind: 'matMul'; readonly transposeLeft: boolean; readonly transposeRight: boolean }
  /** left right + bias, rank 2, bias [columns]: made by a pass, never recorded. */
  | { readonly kind: 'affine'; readonly transposeLeft: boolean; readonly transposeRight: boolean }
  | { readonly kind: 'transpose'; readonly permutation: readonly number[] }
  | { readonly kind: 'reshape' }
  | { readonly kind: 'broadcast' }
  | { readonly kind: 'concat'; readonly axis: number }
  | { readonly kind: 'slice'; readonly begin: readonly number[]; readonly size: readonly number[] }
  /** Several outputs, whose lengths along the axis are `sizes`. */
  | { readonly kind: 'split'; readonly axis: number; readonly sizes: readonly number[] }
  | {
      readonly kind: 'pad';
      readonly before: readonly number[];
      readonly after: readonly number[];
      readonly value: number;
    }
  /** Rows of the first tensor along the axis, chosen by the int32 indices of the second. */
  | { readonly kind: 'gather'; readonly axis: number }
  | { readonly kind: 'tile'; readonly repetitions: readonly number[] }
  | { readonly kind: 'reverse'; readonly axes: readonly number[] }
  | {
      readonly kind: 'cumulativeSum';
      readonly axis: number;
      readonly exclusive: boolean;
      readonly reverse: boolean;
    }
  /** Over the last axis. */
  | { readonly kind: 'softmax' }
  /** The same tensor, through which no gradient flows. For graphs that are differentiated; `recordToRun` leaves none. */
  | { readonly kind: 'stopGradient' }
  | { readonly kind: 'argMax'; readonly axis: number }
  | { readonly kind: 'oneHot'; readonly depth: number; readonly onValue: number; readonly offValue: number };

export type OperationKind = Operation['kind'];

/** An operation of one kind. */
export type OperationOf<Kind extends OperationKind> = Extract<Operation, { readonly kind: Kind }>;
