import type { ComponentSlot } from '@highorder/core';
import type { z } from 'zod';
import type { LocatedNode, Path } from './located.ts';
import type { Mistakes } from './mistakes.ts';
import type { Registry } from './registry.ts';
import type { ResolvedComponent } from './resolved-component.ts';

/** What one resolution gathers on its way through the tree. Keys are formatted paths. */
export interface Walk {
  readonly registry: Registry;
  readonly mistakes: Mistakes;
  /** The components that were found and are right. */
  readonly components: Map<string, ResolvedComponent>;
  /** Maps whose names are known. */
  readonly known: Map<string, KnownNames>;
  /** Kinds of the slots where nothing is written although something must be. */
  readonly emptySlots: Map<string, string>;
  /** Slots whose mistake is told already: they hold no component, or one that nobody knows. */
  readonly told: Set<string>;
  /** Slots with any mistake: no component comes out of them. */
  readonly failed: Set<string>;
  /** What is done with a slot in which something is written: the walk through its plugin's own schema. */
  readonly completeSlot: CompleteSlot;
}

export type CompleteSlot = (walk: Walk, slot: SlotSchema, written: LocatedNode, place: Place) => LocatedNode;

/** A slot with its schema. */
export interface SlotSchema {
  readonly slot: ComponentSlot;
  readonly schema: z.ZodType;
}

/** The names that a map may have, and whose they are. */
export interface KnownNames {
  /** Such as `loss/matching`, `training` or `an experiment`. */
  readonly owner: string;
  readonly names: readonly string[];
}

/** Where in the experiment the walk is, and for whom. */
export interface Place {
  readonly path: Path;
  /** Whose defaults are filled in: `experiment`, or a plugin such as `head/mlp`. */
  readonly owner: string;
  /** What a message calls the map at this place. */
  readonly label: string;
  /** Names that may stand in the map beside those of its schema. */
  readonly beside: readonly string[];
}

export function createWalk(given: Pick<Walk, 'registry' | 'mistakes' | 'completeSlot'>): Walk {
  return {
    ...given,
    components: new Map(),
    known: new Map(),
    emptySlots: new Map(),
    told: new Set(),
    failed: new Set(),
  };
}
