import { sizeOf } from '@highorder/core';
import type { ElementType, Value } from '../graph/graph.ts';

const bytesOfElement: Readonly<Record<ElementType, number>> = { bool: 1, float32: 4, int32: 4 };

/** Elements of a value. */
export function elementsOf({ shape }: Value): number {
  return sizeOf(shape);
}

/** Elements of several values together. */
export function elementsOfAll(values: readonly Value[]): number {
  return values.reduce((sum, value) => sum + elementsOf(value), 0);
}

/** Bytes of a value. */
export function bytesOf(value: Value): number {
  return elementsOf(value) * bytesOfElement[value.type];
}

/** Bytes of several values together. */
export function bytesOfAll(values: readonly Value[]): number {
  return values.reduce((sum, value) => sum + bytesOf(value), 0);
}
