import type { Figure } from '@highorder/report';
import type { BenchRequest } from '../request.ts';

/** A table as results show it. */
export interface Table {
  readonly title: string;
  /** What the reader should know of its numbers. */
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a benchmark found. */
export interface Results {
  /** The question, as a heading. */
  readonly title: string;
  /** What was measured and how. */
  readonly text: string;
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
  /** Sentences on what could not be measured, and on limits. */
  readonly notes: readonly string[];
}

/** One question, answered by measuring. */
export type Benchmark = (request: BenchRequest) => Promise<Results>;
