import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HighOrderError } from '@highorder/core';
import { readSealed, writeSealed } from '@highorder/files';
import { expect, test } from 'vitest';
import { newestCheckpoint, readCheckpoint, saveCheckpoint, uploadState } from './checkpoint.ts';
import { decodeSafetensors, encodeSafetensors, type StoredArrays } from './files/safetensors.ts';
import { createModel } from './model.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { initialState, readState } from './training-state.ts';

async function savedState() {
  const experiment = await smallExperiment();
  const { engine } = experiment;
  await engine.open();
  const model = createModel(experiment);
  const state = { ...initialState(model, engine), step: 4 };
  const folder = join(temporaryFolder(), 'checkpoints');
  const place = saveCheckpoint(folder, state);
  return { folder, place, state, model, engine };
}

/** A checkpoint as versions before checksums wrote it. */
function writeOld(folder: string, step: number, facts: object, arrays: Uint8Array): void {
  const place = join(folder, String(step));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'state.json'), JSON.stringify({ format: 1, step, seconds: 1, ...facts }));
  writeFileSync(join(place, 'state.safetensors'), arrays);
}

const small: StoredArrays = {
  a: { shape: [2], values: Float32Array.of(1, 2) },
  b: { shape: [1, 3], values: Float32Array.of(3, 4, 5) },
};

test('what is saved is loaded to the bit', async () => {
  const { folder, state, model, engine } = await savedState();
  const loaded = uploadState(readCheckpoint(folder, 4), model, engine);
  expect(loaded.step).toBe(4);
  expect(readState(loaded)).toEqual(readState(state));
});

test('torture: a flipped bit in any byte of a checkpoint is noticed', async () => {
  const { folder, place } = await savedState();
  for (const name of ['state.safetensors', 'state.json']) {
    const file = join(place, name);
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at++) {
      writeFileSync(
        file,
        bytes.map((byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte)),
      );
      expect(() => readCheckpoint(folder, 4), `${name}, byte ${at}`).toThrow(HighOrderError);
    }
    writeFileSync(file, bytes);
  }
  expect(readCheckpoint(folder, 4).step).toBe(4);
});

test.each([
  ['another format', { format: 99 }, /state\.json: .*format/],
  ['another step than its folder', { step: 7 }, /it says step 7, in the folder of step 4/],
  ['no time', { seconds: null }, /state\.json: .*seconds/],
])('reliability 9: a state.json of %s is refused', (_, facts, message) => {
  const folder = temporaryFolder();
  writeOld(folder, 4, facts, encodeSafetensors(small));
  expect(() => readCheckpoint(folder, 4)).toThrow(message);
});

test('reliability 9: an old checkpoint without checksum is read, and its numbers must be finite', () => {
  const folder = temporaryFolder();
  writeOld(folder, 4, {}, encodeSafetensors(small));
  expect(readCheckpoint(folder, 4).arrays).toEqual(small);
  writeOld(folder, 5, {}, encodeSafetensors({ a: { shape: [2], values: Float32Array.of(1, Number.NaN) } }));
  expect(() => readCheckpoint(folder, 5)).toThrow(/1 of the 2 numbers of "a" are not finite/);
  const told: string[] = [];
  expect(newestCheckpoint(folder, (message) => told.push(message))?.step).toBe(4);
  expect(told[0]).toMatch(/5.state\.safetensors: 1 of the 2 .* Going back to the checkpoint of step 4\./);
});

test('a checkpoint that is another one by its checksum is refused though it is a whole file', async () => {
  const { folder, place } = await savedState();
  const file = join(place, 'state.safetensors');
  const arrays = decodeSafetensors(readFileSync(file), file);
  const changed = Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map((x) => x + 1) },
    ]),
  );
  writeFileSync(file, encodeSafetensors(changed));
  expect(() => readCheckpoint(folder, 4)).toThrow(/its SHA-256 is not the one that was written down/);
});

test('a state with a number that is not finite is never saved, and leaves nothing', async () => {
  const { folder, state, engine } = await savedState();
  const [name = ''] = Object.keys(state.arrays);
  const size = state.arrays[name]?.shape[0] ?? 0;
  const broken = engine.upload(new Float32Array(size).fill(Number.POSITIVE_INFINITY), [size]);
  const arrays = { ...state.arrays, [name]: broken };
  expect(() => saveCheckpoint(folder, { ...state, step: 5, arrays })).toThrow(/step 5: .*are not finite/);
  expect(newestCheckpoint(folder)?.step).toBe(4);
});

test('facts of a checkpoint that are sealed anew, but of another step, are refused', async () => {
  const { folder, place } = await savedState();
  const file = join(place, 'state.json');
  const facts = readSealed(file);
  writeSealed(file, { ...Object(facts), step: 3 });
  expect(() => readCheckpoint(folder, 4)).toThrow(/it says step 3/);
});
