import type fc from 'fast-check';
import type { Value } from '../../graph/graph.ts';
import type { OperationKind } from '../../graph/operation.ts';
import type { Closeness } from './agreement.ts';
import type { Sketch } from './sketch.ts';

/** A part of a graph: draws its inputs and gives results, by name. */
export type Fragment = (draw: Sketch) => Readonly<Record<string, Value>>;

/** How operations of one kind are tried. */
export interface OperationCase {
  /** To the results of the plain backend; equal where not said. */
  readonly closeness?: Closeness;
  /** Random shapes and attributes. */
  readonly fragments: fc.Arbitrary<Fragment>;
}

/** A case for each kind: a forgotten one does not compile. */
export type OperationCases<Kind extends OperationKind> = Readonly<Record<Kind, OperationCase>>;
