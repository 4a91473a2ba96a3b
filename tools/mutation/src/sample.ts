import { createHash } from 'node:crypto';
import type { Fault, Kind } from './faults/fault.ts';

/**
 * The faults in the order in which they are tried: one of each kind in turn, so that few hold many kinds. The order
 * follows from the seed and from the texts of the lines alone, so that it stays when other lines change.
 */
export function shuffled(faults: readonly Fault[], seed: number): readonly Fault[] {
  const ranked = faults
    .map((fault) => ({ fault, rank: rankOf(fault, seed) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  const taken = new Map<Kind, number>();
  const rounds = ranked.map(({ fault }, place) => {
    const round = taken.get(fault.kind) ?? 0;
    taken.set(fault.kind, round + 1);
    return { fault, round, place };
  });
  return rounds
    .sort((one, other) => one.round - other.round || one.place - other.place)
    .map(({ fault }) => fault);
}

function rankOf({ file, source, change, from }: Fault, seed: number): string {
  const hash = createHash('sha256').update(`${seed} ${file} ${source} ${change}`).digest('hex');
  return `${hash} ${String(from).padStart(9, '0')}`;
}
