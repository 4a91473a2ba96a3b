import type { Average } from '../exact/study.ts';
import { estimateText, shareText } from '../page/numbers.ts';
import type { Question } from '../question.ts';
import { everyCase } from './every-case.ts';

const joint = (mean: Average) => mean('noise1') + mean('noise2') + mean('noise3');
const alone = (mean: Average) => joint(mean) + mean('meansAll');
/** |f - a|^2 + |f - b|^2 + |f - c|^2 is least at their mean, where it is a third of the squared distances. */
const bound = (mean: Average) => (mean('gap12') + mean('gap13') + mean('gap23')) / 3;

/** The first reading with the third derivative. */
const gap3: Question = async (studies) => {
  const cases = await everyCase(studies, 3);
  return {
    title: 'The gap at order 3',
    text: "As at [order 2](gap.md), with the third derivative too: averages over the path's domain for order 3, which on `vp-ode` ends at t = 0.9801.",
    figures: [],
    tables: [
      {
        title: 'Both sides, order 3',
        text: "`one head` serves x', x'' and x''' together; it keeps at least a third of the sum of the three gaps. `three heads` keep the noise of each.",
        words: 2,
        columns: [
          'problem',
          'path',
          "E\\|x'''\\|²",
          "gap E\\|x'' - x'''\\|²",
          'sum of gaps / 3',
          'one head',
          'three heads',
          'absorbed / (sum of gaps / 3)',
          'one head / (sum of gaps / 3)',
          'velocity keeps',
        ],
        rows: cases.map(({ problem, path, averages: { estimate } }) => [
          problem,
          path,
          estimateText(estimate((mean) => mean('size3'))),
          estimateText(estimate((mean) => mean('gap23'))),
          estimateText(estimate(bound)),
          estimateText(estimate(alone)),
          estimateText(estimate(joint)),
          shareText(estimate((mean) => mean('meansAll') / bound(mean))),
          shareText(estimate((mean) => alone(mean) / bound(mean))),
          estimateText(estimate((mean) => mean('noise1'))),
        ]),
      },
    ],
  };
};

export default gap3;
