/** The weights of the path, and how far below the largest, in log density, a pair adds nothing that matters. */
export interface SumWeights {
  readonly alpha: number;
  readonly beta: number;
  readonly depth: number;
}
