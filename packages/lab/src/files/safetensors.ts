import { HighOrderError } from '@highorder/core';

/** A float32 array as a safetensors file holds it. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Arrays by name, in order. */
export type StoredArrays = Readonly<Record<string, StoredArray>>;

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly number[];
}

const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;

/**
 * The bytes of a safetensors file: the length of a JSON header (64 bits), the header, then the raw float32 values.
 * The header is padded so that the values begin at a multiple of 8 bytes.
 */
export function encodeSafetensors(arrays: StoredArrays): Uint8Array {
  let offset = 0;
  const header: Record<string, HeaderEntry> = {};
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    const end = offset + values.length * FLOAT_BYTES;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = JSON.stringify(header);
  const headerBytes = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const file = new Uint8Array(LENGTH_BYTES + headerBytes.length + offset);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(headerBytes.length), true);
  file.set(headerBytes, LENGTH_BYTES);
  let position = LENGTH_BYTES + headerBytes.length;
  for (const { values } of Object.values(arrays)) {
    for (const value of values) {
      view.setFloat32(position, value, true);
      position += FLOAT_BYTES;
    }
  }
  return file;
}

/** The arrays of a safetensors file. Throws `HighOrderError`, naming the file, where it is not one or is cut short. */
export function decodeSafetensors(bytes: Uint8Array, file: string): StoredArrays {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < LENGTH_BYTES) throw broken(file, 'it is shorter than its own header.');
  const headerLength = Number(view.getBigUint64(0, true));
  const start = LENGTH_BYTES + headerLength;
  if (start > bytes.length) throw broken(file, 'it is shorter than its own header.');
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start)), file);
  return Object.fromEntries(
    Object.entries(header).map(([name, entry]) => [name, readArray(view, start, name, entry, file)]),
  );
}

function parseHeader(text: string, file: string): Readonly<Record<string, HeaderEntry>> {
  try {
    const { __metadata__: _, ...entries } = JSON.parse(text) as Record<string, HeaderEntry>;
    return entries;
  } catch {
    throw broken(file, 'its header is not JSON.');
  }
}

function readArray(
  view: DataView,
  start: number,
  name: string,
  entry: HeaderEntry,
  file: string,
): StoredArray {
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== 'F32') throw broken(file, `"${name}" is ${dtype}, and only F32 is read.`);
  const from = start + Number(offsets[0]);
  const length = (Number(offsets[1]) - Number(offsets[0])) / FLOAT_BYTES;
  if (from + length * FLOAT_BYTES > view.byteLength) throw broken(file, `"${name}" is cut short.`);
  const values = Float32Array.from({ length }, (_, index) =>
    view.getFloat32(from + index * FLOAT_BYTES, true),
  );
  return { shape, values };
}

function broken(file: string, reason: string): HighOrderError {
  return new HighOrderError({ where: file, message: `This is not a whole safetensors file: ${reason}` });
}
