import { type IntervalKind, type MethodComparison, tally, type Tally } from '@highorder/statistics';
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
  const has = (word: string) => rows.some((row) => row.word === word);
  const test = options.test === 'paired-t' ? 'paired t test' : 'sign-flip test';
  const percent = `${formatChosen(100 * options.level)}%`;
  const [one, two, three] = starLevels(options.alpha).map(formatChosen);
  return [
    `[ ] ${percent} intervals by ${kinds[options.interval]}, of medians by the percentile bootstrap; each for itself, not adjusted for the table.`,
    `difference: mean of method - ${options.baseline} on common seeds. wins: common seeds on which the method is better.`,
    `p: two-sided ${test} with Holm's correction over ${comparisons === 1 ? '1 comparison' : `${comparisons} comparisons`}. g: Hedges' g of the paired differences.`,
    ...(rows.some(({ stars }) => stars !== '') ? [`* p at most ${one}, ** ${two}, *** ${three}.`] : []),
    ...(rows.some(({ withinFloor }) => withinFloor)
      ? ['✓ mean within two deviations of the floor: not to be told from a perfect flow.']
      : []),
    ...(has('below the noise floor')
      ? [
          'below the noise floor: both means within the floor, or a difference smaller than two deviations of the floor.',
        ]
      : []),
    ...(has('not distinguishable')
      ? ['not distinguishable: these seeds do not tell the two apart. That is no proof that they are equal.']
      : []),
    ...tooFewSeeds(comparison),
  ];
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

/** `homo-2 against shortcut: 8 better, 1 worse, 3 not distinguishable, 0 below the noise floor`, a line a method. */
export function tallyLines(comparison: MethodComparison): readonly string[] {
  return tally(comparison).map(
    (line) => `${line.method} against ${comparison.options.baseline}: ${countsText(line)}`,
  );
}

function countsText({ counts, notCompared }: Tally): string {
  const texts = Object.entries(counts).map(([word, count]) => `${count} ${word}`);
  return [...texts, ...(notCompared > 0 ? [`${notCompared} not compared`] : [])].join(', ');
}
