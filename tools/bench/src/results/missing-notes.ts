import type { MissingContestant } from '../contestants/contestant.ts';
import { hasPeers } from '../contestants/peers.ts';

/** Who could not take part, each once. */
export function missingNotes(missing: readonly MissingContestant[]): readonly string[] {
  const notes = new Set(missing.map(({ name, reason }) => `${name} could not take part: ${reason}`));
  return [
    ...notes,
    ...(hasPeers() ? [] : ['Peers could not take part: `npm run bench:peers` makes their environment.']),
  ];
}
