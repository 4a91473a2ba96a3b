import { HighOrderError } from '@highorder/core';
import type { Evaluation } from './evaluation.ts';

/** A flow was measured, but the numbers could not be saved: they are here. */
export class UnsavedEvaluation extends HighOrderError {
  readonly evaluation: Evaluation;

  constructor(evaluation: Evaluation, cause: HighOrderError) {
    super({ ...cause.parts, message: `The evaluation was not saved. ${cause.parts.message}`, cause });
    this.name = 'UnsavedEvaluation';
    this.evaluation = evaluation;
  }
}
