import { InputError } from '@highorder/core';
import { formatProblem, type Problem } from './problem.ts';

/** More mistakes than that are counted in a message, not told. */
const mostTold = 50;

/** A configuration is wrong: all its mistakes at once. */
export class ConfigurationError extends InputError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const told = problems.slice(0, mostTold).map(formatProblem);
    const rest = problems.length - told.length;
    super({
      message: [...told, ...(rest > 0 ? [`And ${rest} more mistakes, or even more.`] : [])].join('\n\n'),
    });
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
