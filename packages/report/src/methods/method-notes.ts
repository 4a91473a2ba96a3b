import {
  type FloorStatement,
  type IntervalKind,
  type MethodComparison,
  type Relevant,
  tally,
  type Tally,
  type Verdict,
} from '@highorder/statistics';
import { formatChosen } from '../format.ts';
import { type MethodBlock, starLevels } from './method-blocks.ts';

const kinds: Readonly<Record<IntervalKind, string>> = {
  student: "Student's t",
  percentile: 'the percentile bootstrap',
  bca: 'the BCa bootstrap',
};

/** What the columns, the marks and the words of a table mean: a line each, only for what stands in it. */
export function methodNotes(comparison: MethodComparison, blocks: readonly MethodBlock[]): readonly string[] {
  const { options, comparisons } = comparison;
  const rows = blocks.flatMap((block) => block.rows);
  const has = (word: Verdict) => rows.some((row) => row.word === word);
  const states = (statement: FloorStatement) => rows.some((row) => row.floorStatement === statement);
  const { relevant } = options;
  const test = options.test === 'paired-t' ? 'paired t test' : 'sign-flip test';
  const percent = `${formatChosen(100 * options.level)}%`;
  const [one, two, three] = starLevels(options.alpha).map(formatChosen);
  return [
    `[ ] ${percent} intervals by ${kinds[options.interval]}, of medians by the percentile bootstrap; each for itself, not adjusted for the table.`,
    `difference: mean of method - ${options.baseline} on common seeds. wins: common seeds on which the method is better.`,
    `p: two-sided ${test} with Holm's correction over ${comparisons === 1 ? '1 comparison' : `${comparisons} comparisons`}. g: Hedges' g of the paired differences.`,
    ...(rows.some(({ stars }) => stars !== '') ? [`* p at most ${one}, ** ${two}, *** ${three}.`] : []),
    ...(rows.some(
      ({ word, remarks }) => word !== 'not decided' && remarks.some((text) => text.startsWith('smaller')),
    )
      ? [
          'smaller than one evaluation resolves: surely a difference, and smaller than what two single evaluations stray apart by, in 19 of 20 cases.',
        ]
      : []),
    ...(relevant === undefined
      ? []
      : [
          `relevant: ${relevantText(relevant)}. equivalent: surely a smaller difference (two one-sided paired t tests, Holm's correction over all of them).`,
        ]),
    ...(states('at the floor')
      ? [
          `at the floor: surely less than that above a perfect flow, by the standard errors of both (Holm's correction over all floors).`,
        ]
      : []),
    ...(states('below the floor')
      ? [
          'below the floor: surely better than a perfect flow can be. That is collapse or memory, not quality.',
        ]
      : []),
    ...(has('not decided')
      ? [
          `not decided: no proof that the two are equal. Beside it: seeds, or samples an evaluation with these seeds, that would show a true difference as large as the one seen${
            relevant === undefined ? '' : ' (or as what matters, where that is larger)'
          } four times of five.`,
        ]
      : []),
    ...tooFewSeeds(comparison),
  ];
}

/** `5% of the baseline's mean`, or `5% of the baseline's mean (w2), 0.2 (energy-distance)`. */
function relevantText(relevant: Relevant): string {
  const text = (written: string | number) =>
    String(written).includes('%') ? `${String(written).trim()} of the baseline's mean` : String(written);
  if (typeof relevant !== 'object') return text(relevant);
  return Object.entries(relevant)
    .map(([metric, written]) => `${text(written)} (${metric})`)
    .join(', ');
}

/** Warns where no result whatever could have been called a difference. */
function tooFewSeeds({ options, comparisons, cells }: MethodComparison): readonly string[] {
  if (options.test !== 'sign-flip' || comparisons === 0) return [];
  const seeds = Math.max(
    ...cells.flatMap(({ methods }) => methods.map(({ contrast }) => contrast?.seeds.length ?? 0)),
  );
  if ((2 / 2 ** seeds) * comparisons <= options.alpha) return [];
  return [
    `With ${seeds} seeds and ${comparisons} comparisons the sign-flip test cannot call anything different: it takes more seeds or a smaller table.`,
  ];
}

/** `homo-2 against shortcut: 8 better, 1 worse, 0 equivalent, 3 not decided`, a line a method. */
export function tallyLines(comparison: MethodComparison): readonly string[] {
  return tally(comparison).map(
    (line) => `${line.method} against ${comparison.options.baseline}: ${countsText(line)}`,
  );
}

function countsText({ counts, notCompared }: Tally): string {
  const texts = Object.entries(counts).map(([word, count]) => `${count} ${word}`);
  return [...texts, ...(notCompared > 0 ? [`${notCompared} not compared`] : [])].join(', ');
}
