import type { LossTerm, RowGroup } from '@highorder/core';

/** A row group with its place in the batch and the terms that share it. */
export interface PlannedGroup {
  readonly name: string;
  readonly group: RowGroup;
  /** First row and number of rows in the batch. */
  readonly start: number;
  readonly rows: number;
  /** Indices of its terms among the experiment's losses. */
  readonly terms: readonly number[];
}

export type RowPlan = readonly PlannedGroup[];

/** A group as its terms ask for it. */
export interface AskedGroup {
  readonly name: string;
  readonly groups: readonly RowGroup[];
  readonly terms: readonly number[];
}

/** The groups that the terms name, in order of first mention. */
export function askedGroups(terms: readonly LossTerm[]): readonly AskedGroup[] {
  const names = [...new Set(terms.map(({ rows }) => rows.name))];
  return names.map((name) => {
    const indices = terms.flatMap(({ rows }, index) => (rows.name === name ? [index] : []));
    return { name, terms: indices, groups: terms.flatMap(({ rows }) => (rows.name === name ? [rows] : [])) };
  });
}

/** The share that the terms of a group ask for: the first that is given. */
export function askedShare({ groups }: AskedGroup): number | undefined {
  return groups.find(({ share }) => share !== undefined)?.share;
}

/**
 * Splits a batch by position. Groups that give a share get it; the others divide the rest equally; where all give a
 * share, the shares are scaled to fill the batch. Every group gets at least one row if the batch has that many.
 */
export function planRows(terms: readonly LossTerm[], batch: number): RowPlan {
  const asked = askedGroups(terms);
  const shares = normalizedShares(asked.map(askedShare));
  const counts = wholeCounts(shares, batch);
  let start = 0;
  return asked.map(({ name, groups, terms: indices }, index) => {
    const rows = counts[index] ?? 0;
    const planned = { name, group: groups[0] as RowGroup, start, rows, terms: indices };
    start += rows;
    return planned;
  });
}

function normalizedShares(asked: readonly (number | undefined)[]): readonly number[] {
  const given = asked.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const open = asked.filter((share) => share === undefined).length;
  if (open === 0) return asked.map((share) => (share ?? 0) / given);
  return asked.map((share) => share ?? (1 - given) / open);
}

/** Whole numbers in proportion to the shares that sum to the batch: each begins at 1, the largest lack grows first. */
function wholeCounts(shares: readonly number[], batch: number): readonly number[] {
  const counts = shares.map(() => 1);
  for (let given = counts.length; given < batch; given++) {
    const lacks = shares.map((share, index) => share * batch - Number(counts[index]));
    const neediest = lacks.indexOf(Math.max(...lacks));
    counts[neediest] = Number(counts[neediest]) + 1;
  }
  return counts;
}
