import type { ElementType } from './graph.ts';

/** What is known of a tensor before it is computed. */
export interface TensorType {
  readonly shape: readonly number[];
  readonly type: ElementType;
}
