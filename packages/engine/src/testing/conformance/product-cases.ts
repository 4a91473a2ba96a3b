import fc from 'fast-check';
import type { Value } from '../../graph/graph.ts';
import type { Fragment, OperationCases } from './operation-case.ts';
import type { Sketch } from './sketch.ts';

/** Each way to turn the factors of a product. */
const turned = [false, true].flatMap((transposeLeft) =>
  [false, true].map((transposeRight) => ({ transposeLeft, transposeRight })),
);

const length = fc.integer({ min: 1, max: 4 });
/** Rows, terms of each sum, columns. Results that are long and narrow are often computed in another way. */
const sizes = fc.record({
  rows: fc.oneof(length, fc.constantFrom(64, 70)),
  terms: length,
  columns: fc.oneof(length, fc.constant(8)),
});

type Sizes = Readonly<Record<'columns' | 'rows' | 'terms', number>>;
type Turn = (typeof turned)[number];

/** Products of matrices, turned or not. */
export const productCases = {
  matMul: {
    closeness: { relative: 1e-5, absolute: 1e-5 },
    fragments: fc.tuple(sizes, fc.array(length, { maxLength: 2 })).map(
      ([size, front]): Fragment =>
        (draw) =>
          everyTurn((turn) => {
            const [left, right] = factors(draw, size, { turn, front });
            return draw.graph.matMul(left, right, turn);
          }),
    ),
  },
  affine: {
    closeness: { relative: 1e-5, absolute: 1e-5 },
    fragments: sizes.map(
      (size): Fragment =>
        (draw) =>
          everyTurn((turn) => {
            const [left, right] = factors(draw, size, { turn, front: [] });
            return draw.graph.affine(left, right, draw.wide([size.columns]), turn);
          }),
    ),
  },
} satisfies OperationCases<'affine' | 'matMul'>;

function everyTurn(product: (turn: Turn) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    turned.map((turn) => {
      const which = `left ${turn.transposeLeft ? 'turned' : 'as it is'}, right ${turn.transposeRight ? 'turned' : 'as it is'}`;
      return [which, product(turn)];
    }),
  );
}

function factors(
  draw: Sketch,
  { rows, terms, columns }: Sizes,
  { turn, front }: { readonly turn: Turn; readonly front: readonly number[] },
): readonly [Value, Value] {
  return [
    draw.wide([...front, ...(turn.transposeLeft ? [terms, rows] : [rows, terms])]),
    draw.wide([...front, ...(turn.transposeRight ? [columns, terms] : [terms, columns])]),
  ];
}
