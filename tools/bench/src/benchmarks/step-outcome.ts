import type { Outcome } from '../measure/compete.ts';
import type { Size } from '../request.ts';

/** What is measured at one size with one number of threads. */
export interface StepOutcome extends Outcome {
  readonly size: Size;
  readonly threads: number;
}
