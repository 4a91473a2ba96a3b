import type { Figure } from '@highorder/report';

/** A table; the first `words` columns hold words, the others numbers. */
export interface Table {
  readonly title: string;
  /** What the reader should know of its columns. */
  readonly text: string;
  readonly words: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a question has found. */
export interface Answer {
  /** The question, as a heading. */
  readonly title: string;
  /** What was computed and how. */
  readonly text: string;
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
}
