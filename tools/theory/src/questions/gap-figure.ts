import type { Figure } from '@highorder/report';
import { pathNames, problemNames } from '../problems.ts';
import type { Case } from './every-case.ts';

/** Blue and orange of Okabe and Ito. */
const palette = ['#0072B2', '#E69F00'];
const parts = ['conditional means differ', 'noise'];

/** The two parts of the gap, for each problem and path. */
export function gapFigure(cases: readonly Case[]): Figure {
  const values = cases.flatMap(({ problem, path, averages: { estimate } }) => {
    const { value } = estimate((mean) => mean('means12') / mean('gap12'));
    return [
      { problem, path, part: parts[0], share: value },
      { problem, path, part: parts[1], share: 1 - value },
    ];
  });
  return {
    name: 'gap-parts',
    title: 'What the gap is made of',
    caption:
      "E|x' - x''|^2 = E|u - e|^2 + (the variance of x' - x'' given x), with u and e the conditional means of x' and x''. A second head absorbs half of the first part and none of the second; averages over the path's domain of order 2.",
    alt: 'Bars for each problem and path: the larger part of the gap is the distance of conditional means, the rest is noise.',
    specification: {
      columns: 2,
      concat: pathNames.map((path, index) => ({
        title: path,
        width: 260,
        height: 190,
        data: { values: values.filter((value) => value.path === path) },
        mark: 'bar',
        encoding: {
          y: {
            field: 'problem',
            type: 'nominal',
            sort: [...problemNames],
            title: null,
            axis: { labels: index % 2 === 0, ticks: false },
          },
          x: {
            field: 'share',
            type: 'quantitative',
            title: 'share of the gap',
            scale: { domain: [0, 1], clamp: true },
            axis: { tickCount: 5, format: '%' },
          },
          color: {
            field: 'part',
            type: 'nominal',
            scale: { domain: parts, range: palette },
            legend: { direction: 'vertical' },
          },
        },
      })),
    },
  };
}
