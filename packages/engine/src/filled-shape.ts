import { HighOrderError, sizeOf } from '@highorder/core';

/** Throws where values do not fill a shape, or the shape is none. */
export function requireFilledShape(values: ArrayLike<number>, shape: readonly number[]): void {
  if (!shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new HighOrderError({
      message: `[${shape}] is not a shape.`,
      expected: 'whole numbers of at least 0',
    });
  }
  if (values.length !== sizeOf(shape)) {
    throw new HighOrderError({
      message: `${values.length} values do not fill the shape [${shape}].`,
      expected: `${sizeOf(shape)} values, row by row`,
    });
  }
}
