import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Engine, HighOrderError, InputError, required } from '@highorder/core';
import {
  placeFolder,
  readBytes,
  readSealed,
  removeWhole,
  sha256,
  shownPath,
  writeSealed,
  writeWhole,
} from '@highorder/files';
import { z } from 'zod';
import { inOneLine, type OnDamage } from './damage.ts';
import { decodeSafetensors, encodeSafetensors, type StoredArrays } from './files/safetensors.ts';
import { requireFinite } from './finite-state.ts';
import type { Model } from './model.ts';
import { stateVectorNames } from './step-names.ts';
import { readState, type TrainingState } from './training-state.ts';

const ARRAYS_FILE = 'state.safetensors';
const FACTS_FILE = 'state.json';

const factsSchema = z.object({
  format: z.literal(1),
  step: z.int().nonnegative(),
  seconds: z.number().nonnegative(),
  /** The checksum of the arrays; absent in checkpoints of older versions. */
  arrays: z.object({ bytes: z.int(), sha256: z.string() }).optional(),
});

/** A checkpoint as it was found whole. */
export interface StoredCheckpoint {
  readonly step: number;
  readonly seconds: number;
  readonly arrays: StoredArrays;
  /** The file of the arrays, for messages. */
  readonly file: string;
}

/**
 * Saves the state under `folder`/<step>, whole or not at all, and returns that folder. What it returns for survives a power
 * cut. Throws where a number of the state is not finite: such a state is never saved.
 */
export function saveCheckpoint(folder: string, state: TrainingState): string {
  const inside = dirname(folder);
  const arrays = readState(state);
  requireFinite(arrays, `step ${state.step}`);
  const place = join(folder, String(state.step));
  const draft = `${place}.${process.pid}.part`;
  const bytes = encodeSafetensors(arrays);
  const { step, seconds } = state;
  removeWhole(draft, { inside });
  try {
    writeWhole(join(draft, ARRAYS_FILE), bytes, { inside, durable: true });
    const sum = { bytes: bytes.length, sha256: sha256(bytes) };
    writeSealed(
      join(draft, FACTS_FILE),
      { format: 1, step, seconds, arrays: sum },
      { inside, durable: true },
    );
    removeWhole(place, { inside });
    placeFolder(draft, place, { durable: true });
  } catch (error) {
    discard(draft, inside);
    throw error;
  }
  return place;
}

/** The steps that were saved, ascending. */
export function savedSteps(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const steps = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  return steps.map(Number).sort((a, b) => a - b);
}

/** Removes all checkpoints of a run but the last. */
export function removeOldCheckpoints(folder: string): void {
  for (const step of savedSteps(folder).slice(0, -1)) {
    removeWhole(join(folder, String(step)), { inside: dirname(folder) });
  }
}

/** The checkpoint of a step. Throws `InputError`, naming the file, where anything of it is not as it was written. */
export function readCheckpoint(folder: string, step: number): StoredCheckpoint {
  const place = join(folder, String(step));
  const facts = readFacts(join(place, FACTS_FILE), step);
  const file = join(place, ARRAYS_FILE);
  const bytes = readBytes(file, { what: 'this checkpoint' });
  const known = facts.arrays;
  if (known !== undefined && (bytes.length !== known.bytes || sha256(bytes) !== known.sha256)) {
    throw damaged(file, 'its SHA-256 is not the one that was written down');
  }
  const arrays = decodeSafetensors(bytes, shownPath(file));
  requireFinite(arrays, shownPath(file));
  return { step, seconds: facts.seconds, arrays, file };
}

/**
 * The newest checkpoint that is whole; `onDamage` is told of newer ones that are not. Undefined where a run has none; throws
 * where it has some and none is whole.
 */
export function newestCheckpoint(folder: string, onDamage?: OnDamage): StoredCheckpoint | undefined {
  const steps = [...savedSteps(folder)].reverse();
  const reasons: string[] = [];
  for (const step of steps) {
    try {
      const found = readCheckpoint(folder, step);
      for (const reason of reasons) onDamage?.(`${reason} Going back to the checkpoint of step ${step}.`);
      return found;
    } catch (error) {
      if (!(error instanceof HighOrderError)) throw error;
      reasons.push(inOneLine(error));
    }
  }
  if (reasons.length === 0) return undefined;
  throw new InputError({
    where: shownPath(folder),
    message: `No checkpoint of this run is whole. ${reasons.join(' ')}`,
    fix: 'Restore one from a copy, or train the run again.',
  });
}

/** The state of a checkpoint on an engine. Throws where it was made for other networks. */
export function uploadState(stored: StoredCheckpoint, model: Model, engine: Engine): TrainingState {
  const { step, seconds, arrays, file } = stored;
  const uploaded = stateVectorNames(model).map((name) => {
    const found = required(arrays[name], `${file} has no "${name}"; it belongs to another experiment.`);
    if (found.values.length !== model.layout.size) {
      throw new HighOrderError({
        where: file,
        message: `"${name}" holds ${found.values.length} numbers; this experiment's networks have ${model.layout.size}.`,
        fix: 'Resume with the configuration of the run itself.',
      });
    }
    return [name, engine.upload(found.values, found.shape)] as const;
  });
  return { step, seconds, arrays: Object.fromEntries(uploaded) };
}

function readFacts(file: string, step: number): z.output<typeof factsSchema> {
  const parsed = factsSchema.safeParse(readSealed(file, { what: 'this checkpoint' }));
  if (!parsed.success) throw damaged(file, z.prettifyError(parsed.error).replaceAll('\n', ' '));
  if (parsed.data.step === step) return parsed.data;
  throw damaged(file, `it says step ${parsed.data.step}, in the folder of step ${step}`);
}

function damaged(file: string, reason: string): InputError {
  return new InputError({
    where: shownPath(file),
    message: `Cannot read this checkpoint: ${reason}.`,
    fix: 'Restore it from a copy, or remove its folder.',
  });
}

function discard(draft: string, inside: string): void {
  try {
    removeWhole(draft, { inside });
  } catch {
    // Why it could not be saved matters more.
  }
}
