/** Numbers that are gathered one by one, at 8 bytes each. */
export interface RowBuffer {
  push(value: number): void;
  /** All of them, in order. */
  values(): Float64Array;
}

/** A buffer that doubles when it is full. */
export function createRowBuffer(): RowBuffer {
  let kept = new Float64Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === kept.length) {
        const larger = new Float64Array(2 * length);
        larger.set(kept);
        kept = larger;
      }
      kept[length] = value;
      length += 1;
    },
    values: () => kept.slice(0, length),
  };
}
