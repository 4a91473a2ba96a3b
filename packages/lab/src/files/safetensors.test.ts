import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

const arrays = {
  weight: { shape: [2, 2], values: Float32Array.of(1, -2, 0.5, 3e-8) },
  empty: { shape: [0], values: new Float32Array() },
};

test('what is written is read again', () => {
  expect(decodeSafetensors(encodeSafetensors(arrays), 'a')).toEqual(arrays);
});

test('the bytes are those of the format: length, header, values', () => {
  const bytes = encodeSafetensors({ a: { shape: [2], values: Float32Array.of(1, 2) } });
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
    a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
  });
  expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
});

test('a header with letters beyond ASCII is measured in bytes', () => {
  const named = { Überzug: { shape: [1], values: Float32Array.of(7) } };
  expect(decodeSafetensors(encodeSafetensors(named), 'a')).toEqual(named);
});

test.each([
  ['nothing', new Uint8Array(3), 'shorter than its own header'],
  ['a file cut in the values', encodeSafetensors(arrays).slice(0, -4), '"weight" is cut short'],
])('refuses %s', (_, bytes, reason) => {
  expect(() => decodeSafetensors(bytes, 'run/state.safetensors')).toThrow(
    new RegExp(`run/state.safetensors: This is not a whole safetensors file: .*${reason}`),
  );
});
