import type { Points } from './points.ts';

/** From this dimension on inner products are cheaper than differences. */
const PRODUCTS_FROM = 16;

/** A squared distance below this part of the squared lengths is computed anew: the difference of products has lost its digits. */
const NEAR = 1e-6;

/**
 * |x_i - y_j|^2 of every point of the first and every point of the second set, row by row: [first.count * second.count]. Given the
 * same set twice it computes one half and mirrors it.
 *
 * In many dimensions it is |x|^2 + |y|^2 - 2 <x, y> of centered points, four by four, and the difference itself where both points are near.
 */
export function squaredDistances(first: Points, second: Points): Float64Array {
  const into = new Float64Array(first.count * second.count);
  const fill = first.dimension < PRODUCTS_FROM ? fillByDifferences : fillByProducts;
  fill(first, second, into);
  if (first === second) mirror(into, first.count);
  return into;
}

function fillByDifferences(first: Points, second: Points, into: Float64Array): void {
  const half = first === second;
  for (let row = 0; row < first.count; row++) {
    const end = half ? row : second.count;
    for (let column = 0; column < end; column++) {
      into[row * second.count + column] = squaredDistance(first, row, second, column);
    }
  }
}

function squaredDistance(first: Points, row: number, second: Points, column: number): number {
  const { dimension } = first;
  const [a, b] = [row * dimension, column * dimension];
  let sum = 0;
  for (let axis = 0; axis < dimension; axis++) {
    const step = (first.values[a + axis] as number) - (second.values[b + axis] as number);
    sum += step * step;
  }
  return sum;
}

function fillByProducts(first: Points, second: Points, into: Float64Array): void {
  const { dimension } = first;
  const half = first === second;
  const center = meanOf(second);
  const x = centered(first, center);
  const y = half ? x : centered(second, center);
  const [lengths, others] = [squaredLengths(x, dimension), squaredLengths(y, dimension)];
  const products = new Float64Array(16);
  for (let row = 0; row < first.count; row += 4) {
    const end = half ? Math.min(row + 4, second.count) : second.count;
    for (let column = 0; column < end; column += 4) {
      tile(x, y, { row, column, dimension }, products);
      const [rows, columns] = [Math.min(4, first.count - row), Math.min(4, second.count - column)];
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const size = (lengths[row + i] as number) + (others[column + j] as number);
          const found = size - 2 * (products[4 * i + j] as number);
          into[(row + i) * second.count + column + j] =
            found > NEAR * size ? found : squaredDistance(first, row + i, second, column + j);
        }
      }
    }
  }
}

interface Tile {
  readonly row: number;
  readonly column: number;
  readonly dimension: number;
}

/** <x_(row + i), y_(column + j)> for i, j below 4; points past the end are read as the first. */
function tile(x: Float64Array, y: Float64Array, { row, column, dimension }: Tile, into: Float64Array): void {
  into.fill(0);
  for (let pair = 0; pair < 4; pair += 2) {
    const a = place(x, row + pair, dimension);
    const b = place(x, row + pair + 1, dimension);
    const c = place(y, column, dimension);
    const d = place(y, column + 1, dimension);
    const e = place(y, column + 2, dimension);
    const f = place(y, column + 3, dimension);
    let [ac, ad, ae, af, bc, bd, be, bf] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let axis = 0; axis < dimension; axis++) {
      const xa = x[a + axis] as number;
      const xb = x[b + axis] as number;
      const yc = y[c + axis] as number;
      const yd = y[d + axis] as number;
      const ye = y[e + axis] as number;
      const yf = y[f + axis] as number;
      ac += xa * yc;
      ad += xa * yd;
      ae += xa * ye;
      af += xa * yf;
      bc += xb * yc;
      bd += xb * yd;
      be += xb * ye;
      bf += xb * yf;
    }
    into.set([ac, ad, ae, af, bc, bd, be, bf], 4 * pair);
  }
}

function place(values: Float64Array, row: number, dimension: number): number {
  return (row + 1) * dimension <= values.length ? row * dimension : 0;
}

function meanOf({ values, count, dimension }: Points): Float64Array {
  const mean = new Float64Array(dimension);
  values.forEach((value, index) => {
    const axis = index % dimension;
    mean[axis] = (mean[axis] as number) + value / count;
  });
  return mean;
}

function centered({ values, dimension }: Points, center: Float64Array): Float64Array {
  return values.map((value, index) => value - (center[index % dimension] as number));
}

function squaredLengths(values: Float64Array, dimension: number): Float64Array {
  return Float64Array.from({ length: values.length / dimension }, (_, row) => {
    let sum = 0;
    for (let axis = 0; axis < dimension; axis++) sum += (values[row * dimension + axis] as number) ** 2;
    return sum;
  });
}

function mirror(square: Float64Array, count: number): void {
  for (let row = 0; row < count; row++) {
    square[row * count + row] = 0;
    for (let column = 0; column < row; column++) {
      square[column * count + row] = square[row * count + column] as number;
    }
  }
}
