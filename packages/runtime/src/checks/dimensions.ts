import type { Finding, Parts } from './finding.ts';

/** Source and target must have the same number of coordinates. */
export function checkDimensions({ source, target }: Pick<Parts, 'source' | 'target'>): readonly Finding[] {
  if (source.dimension === target.dimension) return [];
  return [
    {
      path: 'data',
      message: `points of the source have ${source.dimension} coordinates, points of the target ${target.dimension}.`,
      fix: 'Choose a source and a target of the same dimension.',
    },
  ];
}
