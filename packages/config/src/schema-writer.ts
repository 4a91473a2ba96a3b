import { type ComponentSlot, type Plugin, slotOf } from '@highorder/core';
import { z } from 'zod';
import { asType, type Peeled, peel, shapeOf } from './peel.ts';
import type { Registry } from './registry.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Where a part stands. What is mergeable may be completed by another file, so nothing is required of it; what is
 * inside a list is whole, so that a component must have a name.
 */
export type Position = 'mergeable' | 'whole';

/** Writes JSON schemas of what users write, and gathers the definitions of components that they refer to. */
export interface SchemaWriter {
  write(schema: z.ZodType, position: Position): JsonSchema;
  definitions(): JsonSchema;
}

export function createSchemaWriter(registry: Registry): SchemaWriter {
  const writing: Writing = { registry, definitions: new Map(), names: new Map() };
  return {
    write: (schema, position) => write(writing, schema, position),
    definitions: () => Object.fromEntries([...writing.definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

interface Writing {
  readonly registry: Registry;
  readonly definitions: Map<string, JsonSchema>;
  /** Names of definitions by what they define. */
  readonly names: Map<string, string>;
}

function write(writing: Writing, schema: z.core.$ZodType, position: Position): JsonSchema {
  const peeled = peel(schema);
  const slot = slotOf(peeled.inner);
  const inner =
    slot === undefined ? writeInner(writing, peeled.inner, position) : writeSlot(writing, slot, position);
  return annotate(peeled, peeled.nullable ? { anyOf: [inner, { type: 'null' }] } : inner);
}

function annotate({ description, fallback }: Peeled, schema: JsonSchema): JsonSchema {
  return {
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined ? {} : { default: fallback.value }),
    ...schema,
  };
}

function writeInner(writing: Writing, schema: z.ZodType, position: Position): JsonSchema {
  const shape = shapeOf(schema);
  if (shape !== undefined) return writeMap(writing, schema, shape, position);
  if (schema instanceof z.ZodArray) return writeList(writing, schema);
  if (schema instanceof z.ZodTuple) return writeTuple(writing, schema);
  if (schema instanceof z.ZodRecord) {
    return { type: 'object', additionalProperties: write(writing, schema.def.valueType, position) };
  }
  if (schema instanceof z.ZodUnion) {
    return { anyOf: schema.def.options.map((option) => write(writing, option, position)) };
  }
  return writeLeaf(schema);
}

function writeMap(writing: Writing, schema: z.ZodType, shape: z.ZodRawShape, position: Position): JsonSchema {
  const required = position === 'whole' ? requiredNames(shape) : [];
  return {
    type: 'object',
    properties: writeFields(writing, shape, position),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: isLoose(schema),
  };
}

function writeFields(writing: Writing, shape: z.ZodRawShape, position: Position): JsonSchema {
  const fields = Object.entries(shape).map(([name, field]) => [name, write(writing, field, position)]);
  return Object.fromEntries(fields);
}

function requiredNames(shape: z.ZodRawShape): readonly string[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const { optional, fallback } = peel(field);
    return optional || fallback !== undefined ? [] : [name];
  });
}

function isLoose(schema: z.ZodType): boolean {
  const catchall = schema instanceof z.ZodObject ? schema.def.catchall : undefined;
  return catchall !== undefined && !(catchall instanceof z.ZodNever);
}

/** The checks of the list itself, such as its length, are zod's to tell. */
function writeList(writing: Writing, schema: z.ZodArray): JsonSchema {
  const { items: _items, ...list } = writeLeaf(asType(schema));
  return { ...list, items: write(writing, schema.def.element, 'whole') };
}

function writeTuple(writing: Writing, { def: { items, rest } }: z.ZodTuple): JsonSchema {
  return {
    type: 'array',
    prefixItems: items.map((item) => write(writing, item, 'whole')),
    minItems: items.length,
    items: rest === null ? false : write(writing, rest, 'whole'),
  };
}

function writeLeaf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  // The bounds of exact integers say nothing to a reader.
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  return json;
}

/** A reference to the definition of the kind in this position, which is written once. */
function writeSlot(writing: Writing, slot: ComponentSlot, position: Position): JsonSchema {
  const name = definitionName(writing, slot, position);
  if (!writing.definitions.has(name)) {
    // Kept before it is written: a component may hold components of its own kind.
    writing.definitions.set(name, {});
    writing.definitions.set(name, writeKind(writing, slot, position));
  }
  return { $ref: `#/$defs/${name}` };
}

/** Slots of one kind share a definition where they have the same fields beside; others get a number. */
function definitionName(
  writing: Writing,
  { kind, beside, number }: ComponentSlot,
  position: Position,
): string {
  const content = JSON.stringify([kind, number, position, writeFields(writing, beside, position)]);
  const base = position === 'whole' ? kind : `${kind}-part`;
  const taken = [...writing.names.values()];
  const known = writing.names.get(content);
  const name =
    known ??
    [base, ...taken.map((_, index) => `${base}-${index + 2}`)].find((one) => !taken.includes(one)) ??
    base;
  writing.names.set(content, name);
  return name;
}

function writeKind(writing: Writing, slot: ComponentSlot, position: Position): JsonSchema {
  const { registry } = writing;
  const plugins = registry.names(slot.kind).flatMap((name) => registry.find(slot.kind, name) ?? []);
  const forms = plugins.map((plugin) => writePlugin(writing, slot, plugin, position));
  const unnamed = position === 'mergeable' ? [writeUnnamed(forms)] : [];
  const number = slot.number ? [{ type: 'number' }] : [];
  const summary = registry.kinds().find(({ name }) => name === slot.kind)?.summary;
  const choices = [...forms, ...unnamed, ...number];
  return {
    ...(summary === undefined ? {} : { description: summary }),
    oneOf: choices.length === 0 ? [{ not: {} }] : choices,
  };
}

function writePlugin(writing: Writing, slot: ComponentSlot, plugin: Plugin, position: Position): JsonSchema {
  const schema = peel(plugin.options).inner;
  const shape = shapeOf(schema) ?? {};
  const required = position === 'whole' ? requiredNames(shape) : [];
  return {
    title: plugin.name,
    description: plugin.summary,
    type: 'object',
    properties: {
      use: { const: plugin.name, description: plugin.summary },
      ...writeFields(writing, shape, position),
      ...writeFields(writing, slot.beside, position),
    },
    required: ['use', ...required],
    // Options that are no plain map of fields are left to `check`.
    additionalProperties: shapeOf(schema) === undefined || isLoose(schema),
  };
}

/** Options of a component that another file names: any that some plugin of the kind has. */
function writeUnnamed(forms: readonly JsonSchema[]): JsonSchema {
  const options = forms.flatMap(({ properties }) => Object.keys(properties ?? {}));
  const names = [...new Set(options)].filter((name) => name !== 'use');
  return {
    description: 'Options of a component that another file names.',
    type: 'object',
    ...restrictNames(
      names,
      forms.some(({ additionalProperties }) => additionalProperties === true),
    ),
  };
}

function restrictNames(names: readonly string[], anyName: boolean): JsonSchema {
  if (anyName) return { not: { required: ['use'] } };
  return names.length === 0 ? { maxProperties: 0 } : { propertyNames: { enum: names } };
}
