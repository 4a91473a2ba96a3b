/**
 * The value that would stand at `rank`, from 0, if the values were ascending; they are reordered. By Hoare's selection: time grows with
 * their number. No value is NaN.
 */
export function selectRank(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    // Between the two all values equal the pivot.
    else return pivot;
  }
  return Number(values[rank]);
}
