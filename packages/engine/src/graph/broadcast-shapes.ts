import { HighOrderError } from '@highorder/core';

/** The shape that tensors of these shapes have together, by NumPy's rules. Throws where they do not fit. */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): readonly number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = new Set(shapes.map((shape) => shape[axis - rank + shape.length] ?? 1));
    lengths.delete(1);
    if (lengths.size > 1) throw unfitShapes(shapes);
    return [...lengths][0] ?? 1;
  });
}

/** Whether two shapes are the same. */
export function equalShapes(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((length, axis) => length === other[axis]);
}

function unfitShapes(shapes: readonly (readonly number[])[]): HighOrderError {
  return new HighOrderError({
    message: `Tensors of the shapes ${shapes.map((shape) => `[${shape}]`).join(' and ')} do not fit together.`,
    expected: 'lengths that are equal or 1, counted from the last axis',
  });
}
