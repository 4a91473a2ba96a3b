import { InputError } from '@highorder/core';
import { formatProblem, type Problem } from './problem.ts';

/** A configuration is wrong: all its mistakes at once. */
export class ConfigurationError extends InputError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super({ message: problems.map(formatProblem).join('\n\n') });
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
