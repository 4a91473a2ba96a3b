import type { RandomStream } from '@highorder/core';
import type { RunCommand } from './command.ts';
import type { References } from './references.ts';
import type { Tally } from './tally.ts';
import type { Workplace } from './workplace.ts';

/** What a part of the suite works with. */
export interface PartContext {
  readonly tally: Tally;
  readonly place: Workplace;
  readonly run: RunCommand;
  readonly references: References;
  readonly random: RandomStream;
  readonly seed: number;
  /** Whether there is time for another round. */
  hasTime(): boolean;
}

/** A part of the suite: rounds of one kind of mishap until its time is up. */
export interface Part {
  readonly name: string;
  /** Its part of the time, beside those of the others. */
  readonly share: number;
  torture(context: PartContext): Promise<void>;
}
