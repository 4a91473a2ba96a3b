import type { Average } from '../exact/study.ts';
import { estimateText, shareText } from '../page/numbers.ts';
import type { Question } from '../question.ts';
import { everyCase } from './every-case.ts';
import { materialFigure } from './material-figure.ts';

const share = (order: 2 | 3) => (mean: Average) => 1 - mean(`miss${order}`) / mean(`material${order}`);

/** A path whose conditional mean is 0 has no direction to compare. */
const cosine = (order: 2 | 3) => (mean: Average) => {
  const size = mean(`conditional${order}`);
  if (size < 1e-20 * mean(`material${order}`)) return Number.NaN;
  return mean(`cross${order}`) / Math.sqrt(size * mean(`material${order}`));
};

/** The second reading: derivatives of the flow line itself. */
const material: Question = async (studies) => {
  const [second, third] = [await everyCase(studies, 2), await everyCase(studies, 3)];
  return {
    title: 'The acceleration of the flow, and what the conditional target says of it',
    text:
      "a_2 = Du/Dt and a_3 = D²u/Dt² are the derivatives of the flow line; e_k = E[x^(k) | x] is what a head of order k learns from the conditional target. Averages over the path's domain of the order and over x ~ p_t. " +
      'Shares can be negative: then 0 would be the better prediction. Standard errors follow where they show; large accelerations come from few points near the lines that part two modes.',
    figures: [materialFigure(second)],
    tables: [
      {
        title: 'Order 2',
        text: [
          '- `gap along the flow`: E|u - a_2|^2, the gap of the theorems with the flow line in place of the pair: what a second head gains that is matched to a_2.',
          '- `conditional target misses`: E|e_2 - a_2|^2, what a second head keeps of it that is matched to the conditional target, however well it is trained.',
          '- `share explained`: 1 - E|e_2 - a_2|^2 / E|a_2|^2; `cosine`: E[e_2 . a_2] over the root mean squares; a dash where e_2 = 0.',
          '- `best of x and u`: the share that the best map p(t) x + q(t) u explains, whatever p and q. It is fitted to the points of each set, and so too high by about 1 over their number: 10 on `dot-and-ring` (where it says nothing), 32 on the spirals, 128 or 256 elsewhere.',
        ].join('\n'),
        words: 2,
        columns: [
          'problem',
          'path',
          'E\\|a_2\\|²',
          'gap along the flow',
          'conditional target misses',
          'share explained',
          'cosine',
          'best of x and u',
        ],
        rows: second.map(({ problem, path, averages: { estimate } }) => [
          problem,
          path,
          estimateText(estimate((mean) => mean('material2'))),
          estimateText(estimate((mean) => mean('flowGap'))),
          estimateText(estimate((mean) => mean('miss2'))),
          shareText(estimate(share(2))),
          shareText(estimate(cosine(2))),
          shareText(estimate((mean) => 1 - mean('affineMiss2') / mean('material2'))),
        ]),
      },
      {
        title: 'Order 3',
        text: 'The same for a_3 and e_3.',
        words: 2,
        columns: ['problem', 'path', 'E\\|a_3\\|²', 'conditional target misses', 'share explained', 'cosine'],
        rows: third.map(({ problem, path, averages: { estimate } }) => [
          problem,
          path,
          estimateText(estimate((mean) => mean('material3'))),
          estimateText(estimate((mean) => mean('miss3'))),
          shareText(estimate(share(3))),
          shareText(estimate(cosine(3))),
        ]),
      },
    ],
  };
};

export default material;
