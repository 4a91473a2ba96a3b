import type { ComparedMethod } from '@highorder/statistics';

/** Marks of verdicts and of floors; hollow ones where a difference is sure, and smaller than what one evaluation resolves. */
export const marks = {
  ...{ better: '▲', worse: '▼', equivalent: '≈', 'not decided': '·' },
  small: { better: '△', worse: '▽' },
  floors: { 'at the floor': '✓', 'below the floor': '⌄' },
} as const;

/** The marks of a method: of its verdict, if it was compared, and of its floor, if that is sure. */
export function marksOf({ contrast, floorStatement }: ComparedMethod): readonly string[] {
  const floor = floorStatement === undefined ? [] : [marks.floors[floorStatement]];
  if (contrast === undefined) return floor;
  const { verdict, difference, resolution = 0 } = contrast;
  const decided = verdict === 'better' || verdict === 'worse';
  const small = decided && Math.abs(difference) < resolution;
  return [small ? marks.small[verdict] : marks[verdict], ...floor];
}

/** What the marks mean, the correction being over so many comparisons, and this the least difference that matters. */
export function marksText(comparisons: number, relevant: string): string {
  return (
    `${marks.better} better and ${marks.worse} worse than the baseline (paired t test on common seeds, p at most 0.05 after Holm's correction over ${comparisons} comparisons); ` +
    `${marks.small.better} and ${marks.small.worse} where that difference is smaller than what one evaluation resolves; ${marks.equivalent} equivalent: surely less than ${relevant} of the ` +
    `baseline's mean apart; ${marks['not decided']} not decided. ${marks.floors['at the floor']} at the floor: surely less than that above a perfect flow; ${marks.floors['below the floor']} below the ` +
    'floor: better than a perfect flow can be, which is collapse or memory.'
  );
}
