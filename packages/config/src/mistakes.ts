import { ConfigurationError } from './configuration-error.ts';
import { finishProblem, type Problem, type ProblemDraft } from './problem.ts';

/** Collects the mistakes of one composition, so that all are told in one pass. */
export interface Mistakes {
  report(draft: ProblemDraft): void;
  /** A whole file could not be used, so that what is missing may stand there. */
  lack(): void;
  /** Throws `ConfigurationError` with all that was reported, each once. */
  throwIfAny(): void;
}

/** Nobody reads more; a broken file of many thousand keys is no mistake a key. */
const mostKept = 1000;

/** `lineOf` gives a line of a file that was read. */
export function createMistakes(lineOf: (file: string, line: number) => string | undefined): Mistakes {
  const problems: Problem[] = [];
  let lacking = false;
  return {
    report: (draft) => {
      if (problems.length < mostKept) problems.push(finishProblem(draft, lineOf));
    },
    lack: () => {
      lacking = true;
    },
    throwIfAny: () => {
      const certain = problems.filter(({ code }) => !lacking || !followsFromLack(code));
      if (certain.length > 0) throw new ConfigurationError(distinct(certain).sort(byOrigin));
    },
  };
}

function followsFromLack(code: Problem['code']): boolean {
  return code === 'missing' || code === 'no-such-place';
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

const ranks = { file: 0, 'command-line': 1, default: 2 } as const;

/** Files first, each from top to bottom, then the command line. Equal ones stay in the order in which they were found. */
function byOrigin({ origin: a }: Problem, { origin: b }: Problem): number {
  if (a.type !== 'file' || b.type !== 'file') return ranks[a.type] - ranks[b.type];
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
