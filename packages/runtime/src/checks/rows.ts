import { type AskedGroup, askedGroups, askedShare } from '../row-plan.ts';
import type { Finding, Parts } from './finding.ts';

/** Terms of one row group must agree on its share, shares must leave room, and every group needs a row. */
export function checkRows({ terms, batch }: Parts): readonly Finding[] {
  const groups = askedGroups(terms);
  return [...groups.flatMap(disagreement), ...overfull(groups), ...tooFewRows(groups, batch)];
}

function disagreement(group: AskedGroup): readonly Finding[] {
  const shares = [...new Set(group.groups.flatMap(({ share }) => (share === undefined ? [] : [share])))];
  if (shares.length < 2) return [];
  return [
    {
      path: `losses.${group.terms.at(-1)}.share`,
      message: `terms on the "${group.name}" rows ask for different shares: ${shares.join(', ')}.`,
      fix: 'Terms of one row group share its rows: give the share once.',
    },
  ];
}

function overfull(groups: readonly AskedGroup[]): readonly Finding[] {
  const shares = groups.map(askedShare);
  const given = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const open = groups.filter((_, index) => shares[index] === undefined);
  if (open.length === 0 || given < 1) return [];
  return [
    {
      path: 'losses',
      message: `shares sum to ${given}, which leaves no rows for ${open.map(({ name }) => `"${name}"`).join(', ')}.`,
      fix: 'Lower the shares so that their sum is below 1.',
    },
  ];
}

function tooFewRows(groups: readonly AskedGroup[], batch: number): readonly Finding[] {
  if (batch >= groups.length) return [];
  return [
    {
      path: 'training.batch',
      message: `${batch} rows cannot be split into ${groups.length} row groups.`,
      fix: `Use a batch of at least ${groups.length}.`,
    },
  ];
}
