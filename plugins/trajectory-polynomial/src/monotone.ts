/** Halvings of [0, 1]: a dip that is still undecided in a piece of 2^-40 is a touching point, not a fall. */
const DEEPEST = 40;

/**
 * Whether a polynomial, given by rising powers of t, falls nowhere on [0, 1].
 *
 * Its derivative is written in the Bernstein basis, whose coefficients bound it from below: all at least 0
 * proves that it does not fall, a negative value at an end that it does. Undecided pieces are halved (de
 * Casteljau).
 */
export function isMonotone(coefficients: readonly number[]): boolean {
  const derivative = coefficients.slice(1).map((coefficient, index) => coefficient * (index + 1));
  const size = Math.max(...derivative.map(Math.abs), Number.MIN_VALUE);
  return isNonnegative(toBernstein(derivative), 1e-12 * size, 0);
}

function isNonnegative(controls: readonly number[], rounding: number, depth: number): boolean {
  if (controls.every((control) => control >= -rounding)) return true;
  if (Number(controls[0]) < -rounding || Number(controls.at(-1)) < -rounding) return false;
  if (depth === DEEPEST) return true;
  const { left, right } = halve(controls);
  return isNonnegative(left, rounding, depth + 1) && isNonnegative(right, rounding, depth + 1);
}

/** b_i = sum_{j <= i} C(i, j) / C(n, j) c_j. */
function toBernstein(coefficients: readonly number[]): readonly number[] {
  const degree = coefficients.length - 1;
  return coefficients.map((_, i) => {
    let total = 0;
    let ratio = 1;
    for (let j = 0; j <= i; j++) {
      total += ratio * Number(coefficients[j]);
      ratio *= (i - j) / (degree - j);
    }
    return total;
  });
}

function halve(controls: readonly number[]): { readonly left: number[]; readonly right: number[] } {
  const left: number[] = [];
  const right: number[] = [];
  let row = controls;
  while (row.length > 0) {
    left.push(Number(row[0]));
    right.unshift(Number(row.at(-1)));
    row = row.slice(1).map((control, index) => (control + Number(row[index])) / 2);
  }
  return { left, right };
}
