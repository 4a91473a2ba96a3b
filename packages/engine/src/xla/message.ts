import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** One field of a message of protocol buffers, ready to be written. */
export type Field = (writer: BinaryWriter) => void;

/** A message of fields in the wire format of protocol buffers. */
export function message(...fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const field of fields) field(writer);
  return writer.finish();
}

/** A field that holds a text. */
export function text(number: number, value: string): Field {
  return (writer) => writer.tag(number, WireType.LengthDelimited).string(value);
}

/** A field that holds bytes, or a message. */
export function bytes(number: number, value: Uint8Array): Field {
  return (writer) => writer.tag(number, WireType.LengthDelimited).bytes(value);
}

/** A field that holds a whole number, or a member of an enumeration. */
export function integer(number: number, value: number): Field {
  return (writer) => writer.tag(number, WireType.Varint).int64(value);
}

/** A field that holds a truth value. */
export function truth(number: number, value: boolean): Field {
  return (writer) => writer.tag(number, WireType.Varint).bool(value);
}

/** A field that holds a map from texts to messages or texts. */
export function map(number: number, entries: Readonly<Record<string, Uint8Array | string>>): Field {
  const written = Object.entries(entries).map(([key, value]) =>
    message(text(1, key), typeof value === 'string' ? text(2, value) : bytes(2, value)),
  );
  return repeated(number, written);
}

/** A field that holds several messages. */
export function repeated(number: number, values: readonly Uint8Array[]): Field {
  return (writer) => {
    for (const value of values) bytes(number, value)(writer);
  };
}
