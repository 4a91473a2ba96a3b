/** A primitive polynomial over the field of two elements, and the first direction numbers of its dimension. */
interface Recurrence {
  /** Inner coefficients of the polynomial, as bits; its degree is the number of `first`. */
  readonly coefficients: number;
  readonly first: readonly number[];
}

/**
 * Dimensions 2 to 21: the first rows of the table `new-joe-kuo-6.21201` of S. Joe and F. Y. Kuo, Constructing Sobol
 * sequences with better two-dimensional projections, SIAM Journal on Scientific Computing 30 (2008).
 */
const recurrences: readonly Recurrence[] = [
  { coefficients: 0, first: [1] },
  { coefficients: 1, first: [1, 3] },
  { coefficients: 1, first: [1, 3, 1] },
  { coefficients: 2, first: [1, 1, 1] },
  { coefficients: 1, first: [1, 1, 3, 3] },
  { coefficients: 4, first: [1, 3, 5, 13] },
  { coefficients: 2, first: [1, 1, 5, 5, 17] },
  { coefficients: 4, first: [1, 1, 5, 5, 5] },
  { coefficients: 7, first: [1, 1, 7, 11, 19] },
  { coefficients: 11, first: [1, 1, 5, 1, 1] },
  { coefficients: 13, first: [1, 1, 1, 3, 11] },
  { coefficients: 14, first: [1, 3, 5, 5, 31] },
  { coefficients: 1, first: [1, 3, 3, 9, 7, 49] },
  { coefficients: 13, first: [1, 1, 1, 15, 21, 21] },
  { coefficients: 16, first: [1, 3, 1, 13, 27, 49] },
  { coefficients: 19, first: [1, 1, 1, 15, 7, 5] },
  { coefficients: 22, first: [1, 3, 1, 15, 13, 25] },
  { coefficients: 25, first: [1, 1, 5, 5, 19, 61] },
  { coefficients: 1, first: [1, 3, 7, 11, 23, 15, 103] },
  { coefficients: 4, first: [1, 3, 7, 13, 13, 15, 69] },
];

/** Bits of a coordinate: the sequence has 2^32 points. */
const BITS = 32;

/** The number of dimensions that have direction numbers here. */
export const sobolDimensions = recurrences.length + 1;

/**
 * The 32 direction numbers of a dimension (0 the first), as 32-bit binary fractions: point i of the sequence is the
 * exclusive or of those whose bit is set in i.
 */
export function sobolDirections(dimension: number): Uint32Array {
  const recurrence = recurrences[dimension - 1];
  // The first dimension is van der Corput's sequence: the bits of i mirrored at the point.
  if (recurrence === undefined) return Uint32Array.from({ length: BITS }, (_, bit) => 2 ** (BITS - 1 - bit));
  return directionsOf(recurrence);
}

function directionsOf({ coefficients, first }: Recurrence): Uint32Array {
  const degree = first.length;
  const directions = new Uint32Array(BITS);
  first.forEach((number, bit) => {
    directions[bit] = number * 2 ** (BITS - 1 - bit);
  });
  for (let bit = degree; bit < BITS; bit++) {
    const oldest = Number(directions[bit - degree]);
    let value = oldest ^ (oldest >>> degree);
    for (let lag = 1; lag < degree; lag++) {
      if ((coefficients >>> (degree - 1 - lag)) & 1) value ^= Number(directions[bit - lag]);
    }
    directions[bit] = value;
  }
  return directions;
}
