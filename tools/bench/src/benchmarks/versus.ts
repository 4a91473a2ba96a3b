import type { Contestant, MissingContestant } from '../contestants/contestant.ts';
import { compete } from '../measure/compete.ts';
import type { Measured } from '../measure/interleave.ts';
import { spreadOf } from '../measure/summary.ts';
import type { BenchRequest } from '../request.ts';
import type { Table } from '../results/benchmark.ts';
import { digits, ratioText, timeText } from '../results/numbers.ts';

/** A table of contestants that do the same work. */
export interface Versus {
  readonly table: Table;
  readonly measured: readonly Measured[];
  readonly missing: readonly MissingContestant[];
}

/** What a competition is called, and what one piece of its work yields. */
export interface VersusQuestion {
  readonly title: string;
  readonly text: string;
  /** Whose time the others are compared with. */
  readonly reference: string;
  /** The heading of the rate, such as `samples a second`, and how many of them a piece of work makes. */
  readonly rate: { readonly heading: string; readonly each: number };
}

/** Lets contestants compete, and makes a table: time, rate, time over that of the reference, version. */
export async function versus(
  contestants: readonly Contestant[],
  request: BenchRequest,
  { title, text, reference, rate }: VersusQuestion,
): Promise<Versus> {
  console.error(title);
  const wanted = contestants.filter(({ name }) => request.takesPart(name));
  const { measured, missing } = await compete(wanted, request);
  const against = measured.find(({ name }) => name === reference);
  const rows = measured.map((one) => [
    one.name,
    timeText(one),
    digits((1000 * rate.each) / spreadOf(one.milliseconds).median),
    ratioText(one, against),
    one.version,
  ]);
  const columns = ['', 'milliseconds', rate.heading, `time over that of ${reference}`, 'version'];
  return { table: { title, text, columns, rows }, measured, missing };
}
