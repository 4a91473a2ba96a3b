import fc, { type Arbitrary } from 'fast-check';

/** A damage of one file, or of two that change places. Places count from the beginning again beyond the end. */
export interface Damage {
  readonly kind: 'truncate' | 'delete' | 'double' | 'swap' | 'json' | 'bytes';
  /** Which file, and which other. */
  readonly file: number;
  readonly other: number;
  readonly place: number;
  readonly bytes: Uint8Array;
  /** What a value of a JSON document becomes. */
  readonly value: unknown;
}

const kinds = ['truncate', 'delete', 'double', 'swap', 'json', 'bytes'] as const;

/** Damages of a folder of files. */
export function damages(): Arbitrary<Damage> {
  const natural = fc.nat({ max: 1_000_000 });
  return fc.record({
    ...{ kind: fc.constantFrom(...kinds), file: natural, other: natural, place: natural },
    bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }),
    value: fc.jsonValue({ maxDepth: 2 }),
  });
}

/** The contents of these files after a damage; `undefined` where a file is gone. Only files that change are in it. */
export function damaged(
  files: ReadonlyMap<string, Uint8Array>,
  { kind, file, other, place, bytes, value }: Damage,
): ReadonlyMap<string, Uint8Array | undefined> {
  const names = [...files.keys()];
  const name = names[file % names.length] ?? '';
  const content = files.get(name) ?? new Uint8Array();
  const at = place % Math.max(1, content.length);
  const changed = (after: Uint8Array | undefined) => new Map([[name, after]]);
  switch (kind) {
    case 'truncate':
      return changed(content.slice(0, at));
    case 'delete':
      return changed(undefined);
    case 'double':
      return changed(Buffer.concat([content, content]));
    case 'swap': {
      const second = names[other % names.length] ?? '';
      return new Map([
        [name, files.get(second)],
        [second, content],
      ]);
    }
    case 'json':
      return changed(mutatedJson(content, place, value));
    case 'bytes':
      return changed(Buffer.concat([content.slice(0, at), bytes, content.slice(at + bytes.length)]));
  }
}

/** A JSON document with another value somewhere; of what is none, its text with the value at its end. */
function mutatedJson(content: Uint8Array, place: number, value: unknown): Uint8Array {
  const text = Buffer.from(content).toString();
  try {
    const document: unknown = JSON.parse(text);
    const count = countOf(document);
    return Buffer.from(JSON.stringify(replaced(document, place % count, value)));
  } catch {
    return Buffer.from(`${text}${JSON.stringify(value)}`);
  }
}

/** The values in a document, itself with them. */
function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + countOf(part), 1);
}

/** A document with another value at a place, counted from the document itself on, parents first. */
function replaced(tree: unknown, place: number, value: unknown): unknown {
  let left = place;
  const visit = (_: string, part: unknown): unknown => (left-- === 0 ? value : part);
  return reviveDown(tree, visit);
}

function reviveDown(tree: unknown, visit: (name: string, part: unknown) => unknown, name = ''): unknown {
  const part = visit(name, tree);
  if (part !== tree || typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((own: unknown, index) => reviveDown(own, visit, String(index)));
  return Object.fromEntries(Object.entries(part).map(([own, inner]) => [own, reviveDown(inner, visit, own)]));
}
