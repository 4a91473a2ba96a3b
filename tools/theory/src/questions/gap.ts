import type { Average } from '../exact/study.ts';
import { estimateText, shareText } from '../page/numbers.ts';
import type { Question } from '../question.ts';
import { everyCase } from './every-case.ts';
import { gapFigure } from './gap-figure.ts';

/** min over f of E|f - x'|^2 + E|f - x''|^2: the noise of both, and half the distance of their conditional means. */
const alone = (mean: Average) => mean('noise1') + mean('noise2') + mean('means12') / 2;
const joint = (mean: Average) => mean('noise1') + mean('noise2');

/** The first reading: what one head, and what two, keep of the loss against x' and x'' together. */
const gap: Question = async (studies) => {
  const cases = await everyCase(studies, 2);
  return {
    title: 'The gap between velocity and acceleration, and what fits keep of it',
    text:
      'All numbers are averages over t uniform on the domain of the path for order 2 and over pairs of ends; fields are exact. ' +
      "Sizes and the gap are closed forms; a standard error follows where it is above half a percent. `u = E[x' | x]` is the best velocity.",
    figures: [gapFigure(cases)],
    tables: [
      {
        title: 'Both sides, order 2',
        text: [
          "- `velocity keeps`: E|x' - u|^2, the minimum of the velocity loss M1. No head of whatever size, and no second head, makes it smaller.",
          "- `one head`: the minimum over one field f of E|f - x'|^2 + E|f - x''|^2; `two heads`: the same with a head for each.",
          '- `absorbed / gap`: what the second head takes off, over the gap; it is at most 1/2.',
          '- `one head / (gap / 2)`: how loose the lower bound gap / 2 of one head is; at least 1.',
          '- `velocity keeps / gap`: the constant that would make the gap the residual of the velocity loss.',
        ].join('\n'),
        words: 2,
        columns: [
          'problem',
          'path',
          "E\\|x'\\|²",
          "E\\|x''\\|²",
          "gap E\\|x' - x''\\|²",
          'velocity keeps',
          'one head',
          'two heads',
          'absorbed / gap',
          'one head / (gap / 2)',
          'velocity keeps / gap',
        ],
        rows: cases.map(({ problem, path, averages: { estimate } }) => [
          problem,
          path,
          estimateText(estimate((mean) => mean('size1'))),
          estimateText(estimate((mean) => mean('size2'))),
          estimateText(estimate((mean) => mean('gap12'))),
          estimateText(estimate((mean) => mean('noise1'))),
          estimateText(estimate(alone)),
          estimateText(estimate(joint)),
          shareText(estimate((mean) => mean('means12') / 2 / mean('gap12'))),
          shareText(estimate((mean) => (2 * alone(mean)) / mean('gap12'))),
          estimateText(estimate((mean) => mean('noise1') / mean('gap12'))),
        ]),
      },
    ],
  };
};

export default gap;
