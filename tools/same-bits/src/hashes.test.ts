import { expect, test } from 'vitest';
import { hashArrays, measuredIn } from './hashes.ts';

/** A file of safetensors: its arrays of bytes by their names, in the order given. */
function fileOf(arrays: Readonly<Record<string, readonly number[]>>, metadata = {}): Uint8Array {
  let offset = 0;
  const entries = Object.entries(arrays).map(([name, bytes]) => {
    const from = offset;
    offset += bytes.length;
    return [name, { dtype: 'U8', shape: [bytes.length], data_offsets: [from, offset] }] as const;
  });
  const header = new TextEncoder().encode(
    JSON.stringify({ ...Object.fromEntries(entries), __metadata__: metadata }),
  );
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  return Uint8Array.of(...length, ...header, ...Object.values(arrays).flat());
}

test('a bit of an array, its name and its place count', () => {
  const whole = hashArrays(fileOf({ a: [1, 2], b: [3] }));
  expect(hashArrays(fileOf({ a: [1, 2], b: [2] }))).not.toBe(whole);
  expect(hashArrays(fileOf({ a: [1, 2], c: [3] }))).not.toBe(whole);
  expect(hashArrays(fileOf({ a: [1], b: [2, 3] }))).not.toBe(whole);
});

test('the order in the file and what else its header says do not', () => {
  const whole = hashArrays(fileOf({ a: [1, 2], b: [3] }));
  expect(hashArrays(fileOf({ b: [3], a: [1, 2] }, { step: '20' }))).toBe(whole);
});

test('measured values are found wherever they stand', () => {
  const row = { metric: 'w2', steps: 4, value: 1.5, floor: 0.2, samples: 64 };
  expect(measuredIn({ checksum: 'x', rows: [row] })).toEqual([
    { metric: 'w2', steps: 4, value: 1.5, floor: 0.2 },
  ]);
  expect(measuredIn({ outcomes: [{ ...row, seed: 1 }], metric: 'w2' })).toEqual([
    { metric: 'w2', steps: 4, value: 1.5, floor: 0.2, seed: 1 },
  ]);
});
