import { redundancyResidual } from '../exact/redundancy.ts';
import { digits } from '../page/numbers.ts';
import { openPath, openProblem, pathNames, problemNames } from '../problems.ts';
import type { Question } from '../question.ts';

const times = [0.05, 0.3, 0.55, 0.8, 0.97];
const points = 8;

/** Whether the conditional targets of order 2 and 3 say more than x and u. */
const redundancy: Question = async () => {
  const rows: string[][] = [];
  for (const problem of problemNames) {
    const ends = await openProblem(problem);
    for (const k of [2, 3]) {
      const row = [problem, String(k)];
      for (const path of pathNames) {
        row.push(digits(redundancyResidual(ends, await openPath(path), { k, times, points })));
      }
      rows.push(row);
    }
  }
  return {
    title: 'The conditional target says nothing beyond x and the velocity',
    text:
      "The ends of a pair are two unknowns, x and x' two equations for them, so x^(k) = p_k(t) x + q_k(t) x' for every single pair, with p_k = (alpha^(k) beta' - alpha' beta^(k)) / D, q_k = (alpha beta^(k) - alpha^(k) beta) / D, D = alpha beta' - alpha' beta. " +
      "Hence E[x^(k) | x] = p_k x + q_k u, and the noise of the target is q_k^2 times that of the velocity's: the target is the velocity's own, shifted and scaled.",
    figures: [],
    tables: [
      {
        title: 'Residual of E[x^(k) | x] = p_k x + q_k u',
        text: `The largest over ${points} points at each of t = ${times.join(', ')}, as a share of the largest of the three terms; float64. On \`ot\` all terms are 0.`,
        words: 2,
        columns: ['problem', 'order', ...pathNames],
        rows,
      },
    ],
  };
};

export default redundancy;
