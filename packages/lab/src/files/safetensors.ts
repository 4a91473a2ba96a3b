import { HighOrderError } from '@highorder/core';
import { z } from 'zod';

/** A float32 array as a safetensors file holds it. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Arrays by name, in order. */
export type StoredArrays = Readonly<Record<string, StoredArray>>;

const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

const headerSchema = z.record(z.string(), entrySchema);

type HeaderEntry = Readonly<z.output<typeof entrySchema>>;

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
    header[name] = { dtype: 'F32', shape: [...shape], data_offsets: [offset, end] };
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

/**
 * The arrays of a safetensors file. Throws `HighOrderError`, naming the file, where it is not one: where it is cut short,
 * holds more than its header names, or where the arrays do not follow each other as the format asks.
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): StoredArrays {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < LENGTH_BYTES) throw broken(file, 'it is shorter than its own header.');
  const headerLength = Number(view.getBigUint64(0, true));
  const start = LENGTH_BYTES + headerLength;
  if (start > bytes.length) throw broken(file, 'it is shorter than its own header.');
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start)), file);
  let end = 0;
  const arrays = Object.entries(header).map(([name, entry]) => {
    const [from, to] = entry.data_offsets;
    if (from !== end)
      throw broken(file, `"${name}" begins at ${from}, not where the one before ends (${end}).`);
    end = to;
    return [name, readArray(view, start, name, entry, file)] as const;
  });
  if (start + end !== bytes.length) {
    throw broken(file, `it has ${bytes.length} bytes, and its header names ${start + end}.`);
  }
  return Object.fromEntries(arrays);
}

function parseHeader(text: string, file: string): Readonly<Record<string, HeaderEntry>> {
  const { __metadata__: _, ...entries } = parseObject(text, file);
  const parsed = headerSchema.safeParse(entries);
  if (parsed.success) return parsed.data;
  throw broken(file, 'its header does not name arrays with type, shape and offsets.');
}

function parseObject(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Told below.
  }
  throw broken(file, 'its header is not JSON.');
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
  const from = start + offsets[0];
  const length = (offsets[1] - offsets[0]) / FLOAT_BYTES;
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (length !== size) throw broken(file, `"${name}" has ${length} numbers, and its shape asks for ${size}.`);
  if (from + length * FLOAT_BYTES > view.byteLength) throw broken(file, `"${name}" is cut short.`);
  const values = Float32Array.from({ length }, (_, index) =>
    view.getFloat32(from + index * FLOAT_BYTES, true),
  );
  return { shape, values };
}

function broken(file: string, reason: string): HighOrderError {
  return new HighOrderError({ where: file, message: `This is not a whole safetensors file: ${reason}` });
}
