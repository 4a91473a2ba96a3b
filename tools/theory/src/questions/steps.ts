import { randomStream } from '@highorder/core';
import { stratifiedDraws } from '@highorder/oracle';
import { exactEnds, medianDistance, taylorEnds, taylorMethods } from '../exact/taylor-steps.ts';
import { digits } from '../page/numbers.ts';
import { openPath, openProblem, pathNames, problemNames } from '../problems.ts';
import type { Question } from '../question.ts';

const STEPS = 64;

/** A point costs the product of the numbers of components at each of its steps, and this problem has 180600 pairs. */
const problems = problemNames.filter((name) => name !== 'dot-and-ring');

/** Which path makes most of exact derivatives of higher order. */
const steps: Question = async () => {
  const rows: string[][] = [];
  for (const problem of problems) {
    const ends = await openProblem(problem);
    const points = ends.target.components.length >= 1000 ? 16 : 48;
    const random = randomStream({ seed: 6, purpose: 'theory steps' });
    const { values: x0 } = stratifiedDraws(ends.source, points, random);
    for (const path of pathNames) {
      // A smaller margin than training keeps: the last step starts at 1 - 1/64.
      const options = path === 'vp-ode' ? ['interpolant.margin=0.005'] : [];
      const interpolant = await openPath(path, options);
      const exact = exactEnds(ends, interpolant, x0);
      const errors = taylorMethods.map((method) =>
        medianDistance(
          taylorEnds(ends, interpolant, method, { x0, steps: STEPS }),
          exact,
          ends.source.dimension,
        ),
      );
      const [euler = Number.NaN, , material = Number.NaN] = errors;
      rows.push([problem, path, ...errors.map(digits), digits(euler / material)]);
    }
  }
  return {
    title: 'What exact higher derivatives are worth on each path',
    text: `The median distance of end points from the exact flow's, after ${STEPS} equal steps in t from stratified source points (48; 16 on spirals), with exact fields in place of networks. \`dot-and-ring\` is left out: its 180600 pairs of components make each step too slow.`,
    figures: [],
    tables: [
      {
        title: `Median error after ${STEPS} steps`,
        text: "`conditional` takes E[x'' | x] for the second derivative, as the published method does, `material` the true Du/Dt; `gain` is Euler over order 2, material.",
        words: 2,
        columns: ['problem', 'path', ...taylorMethods.map(({ name }) => name), 'gain'],
        rows,
      },
    ],
  };
};

export default steps;
