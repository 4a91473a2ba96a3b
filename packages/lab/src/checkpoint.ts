import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, HighOrderError, required } from '@highorder/core';
import { decodeSafetensors, encodeSafetensors } from './files/safetensors.ts';
import { writeJson, writeWhole } from '@highorder/files';
import type { Model } from './model.ts';
import { readState, type TrainingState } from './training-state.ts';
import { stateVectorNames } from './step-names.ts';

const ARRAYS_FILE = 'state.safetensors';
const FACTS_FILE = 'state.json';

interface CheckpointFacts {
  readonly format: 1;
  readonly step: number;
  readonly seconds: number;
}

/** Saves the state under `folder`/<step>, whole or not at all, and returns that folder. */
export function saveCheckpoint(folder: string, state: TrainingState): string {
  const place = join(folder, String(state.step));
  const temporary = `${place}.${process.pid}.part`;
  const facts: CheckpointFacts = { format: 1, step: state.step, seconds: state.seconds };
  rmSync(temporary, { recursive: true, force: true });
  writeWhole(join(temporary, ARRAYS_FILE), encodeSafetensors(readState(state)));
  writeJson(join(temporary, FACTS_FILE), facts);
  rmSync(place, { recursive: true, force: true });
  renameSync(temporary, place);
  return place;
}

/** The steps that were saved, ascending. */
export function savedSteps(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const steps = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  return steps.map(Number).sort((a, b) => a - b);
}

/** The state saved after a step. Throws where it is missing, broken, or made for other networks. */
export function loadCheckpoint(folder: string, step: number, model: Model, engine: Engine): TrainingState {
  const place = join(folder, String(step));
  const file = join(place, ARRAYS_FILE);
  const facts = JSON.parse(readFileSync(join(place, FACTS_FILE), 'utf8')) as CheckpointFacts;
  const stored = decodeSafetensors(readFileSync(file), file);
  const arrays = stateVectorNames(model).map((name) => {
    const found = required(stored[name], `${file} has no "${name}"; it belongs to another experiment.`);
    if (found.values.length !== model.layout.size) {
      throw new HighOrderError({
        where: file,
        message: `"${name}" holds ${found.values.length} numbers; this experiment's networks have ${model.layout.size}.`,
        fix: 'Resume with the configuration of the run itself.',
      });
    }
    return [name, engine.upload(found.values, found.shape)] as const;
  });
  return { step: facts.step, seconds: facts.seconds, arrays: Object.fromEntries(arrays) };
}
