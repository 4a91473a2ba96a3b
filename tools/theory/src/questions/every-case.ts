import type { Averages } from '../exact/study.ts';
import { openPath, type PathName, pathNames, type ProblemName, problemNames } from '../problems.ts';
import type { Studies } from '../studies.ts';

/** A problem on a path. */
export interface Case {
  readonly problem: ProblemName;
  readonly path: PathName;
  readonly averages: Averages;
}

/** Every problem on every path, averaged over the path's domain of an order. */
export async function everyCase(studies: Studies, order: number): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const problem of problemNames) {
    const study = await studies.of(problem);
    for (const path of pathNames) {
      cases.push({ problem, path, averages: study.averages(await openPath(path), order) });
    }
  }
  return cases;
}
