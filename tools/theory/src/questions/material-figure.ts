import type { Figure } from '@highorder/report';
import { pathNames, problemNames } from '../problems.ts';
import type { Case } from './every-case.ts';

const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7'];

/** How much of the flow's acceleration the conditional target explains, and how much x and u could. */
export function materialFigure(cases: readonly Case[]): Figure {
  const values = cases.map(({ problem, path, averages: { estimate } }) => ({
    problem,
    path,
    share: estimate((mean) => 1 - mean('miss2') / mean('material2')).value,
    most: estimate((mean) => 1 - mean('affineMiss2') / mean('material2')).value,
  }));
  const encoding = (share: 'most' | 'share') => ({
    y: { field: 'problem', type: 'nominal' as const, sort: [...problemNames], title: null },
    yOffset: { field: 'path', sort: [...pathNames] },
    color: {
      field: 'path',
      type: 'nominal' as const,
      scale: { domain: [...pathNames], range: palette },
    },
    x: {
      field: share,
      type: 'quantitative' as const,
      title: 'share of E|Du/Dt|² explained',
      scale: { domain: [-0.1, 1] },
      axis: { format: '%', tickCount: 6 },
    },
  });
  return {
    name: 'material-share',
    title: 'What the conditional target of order 2 says of the acceleration of the flow',
    caption:
      'Filled: the share of E|Du/Dt|^2 that the conditional target explains. Hollow: the most that any p(t) x + q(t) u explains.',
    alt: 'Dots for each problem and path: on rings and spirals the variance-preserving and the cubic path explain most, on modes and on dot-and-ring no path explains much.',
    specification: {
      width: 440,
      height: 420,
      data: { values },
      layer: [
        { mark: { type: 'point', size: 45 }, encoding: encoding('most') },
        { mark: { type: 'point', filled: true, size: 60 }, encoding: encoding('share') },
      ],
    },
  };
}
