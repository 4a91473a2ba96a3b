import type { TextFiles } from './files.ts';

/**
 * What a plugin may ask to be given: it lists names in `needs`, and its factory receives them. Open: a package that
 * adds a service adds a member by declaration merging.
 */
export interface Services {
  readonly files: TextFiles;
  /** Coordinates of the points of the experiment. */
  readonly dimension: number;
  /** The orders of the experiment's heads, ascending. */
  readonly orders: readonly number[];
}

export type ServiceName = keyof Services & string;
