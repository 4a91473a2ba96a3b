/**
 * Whole numbers that sum to `count`, in proportion to the weights: the j-th is the number of half-integers that fall
 * into the component's part of the line [0, count] when the parts lie side by side in order.
 *
 * Each is its exact share rounded up or down, and equal weights get equal counts where that is possible. The ones
 * that are left over are spread evenly along the order of the components; where there are more components than
 * points, this picks them systematically (every third, say).
 */
export function fairCounts(weights: readonly number[], count: number): Int32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = new Int32Array(weights.length);
  let mass = 0;
  let taken = 0;
  weights.forEach((weight, component) => {
    mass += weight;
    const last = component === weights.length - 1;
    // Sums of weights such as 1/3 carry rounding errors: a share within 1e-9 of a half-integer counts as reaching it.
    const reached = last ? count : Math.min(count, Math.floor((count * mass) / total + 0.5 + 1e-9));
    counts[component] = reached - taken;
    taken = reached;
  });
  return counts;
}
