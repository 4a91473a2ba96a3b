import { type ProblemStudy, studyProblem } from './exact/study.ts';
import type { CurveSettings } from './exact/moment-curve.ts';
import { openProblem, type ProblemName } from './problems.ts';

/** The studies of problems, each made when it is first asked for. */
export interface Studies {
  of(problem: ProblemName): Promise<ProblemStudy>;
}

/** Points and nodes by the cost of a point, which is the number of pairs of components. */
export function settingsFor(pairs: number): CurveSettings {
  const points = pairs > 10_000 ? 10 : pairs >= 1000 ? 32 : pairs >= 100 ? 128 : 256;
  return { points, replicates: 8, step: 0.25 };
}

/** Tells what is being computed, and for how long, by `say`. */
export function openStudies(say: (line: string) => void): Studies {
  const made = new Map<ProblemName, Promise<ProblemStudy>>();
  return {
    of(problem) {
      const known = made.get(problem);
      if (known !== undefined) return known;
      const study = make(problem, say);
      made.set(problem, study);
      return study;
    },
  };
}

async function make(problem: ProblemName, say: (line: string) => void): Promise<ProblemStudy> {
  const { source, target } = await openProblem(problem);
  const settings = settingsFor(source.components.length * target.components.length);
  const begun = performance.now();
  const study = studyProblem(source, target, settings);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`${problem}: ${settings.replicates} sets of ${settings.points} pairs of ends, ${seconds} s`);
  return study;
}
