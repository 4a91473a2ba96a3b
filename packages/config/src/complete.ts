import { slotOf } from '@highorder/core';
import { z } from 'zod';
import {
  formatPath,
  type LocatedEntry,
  type LocatedList,
  type LocatedMap,
  type LocatedNode,
  locatedOf,
  plainOf,
} from './located.ts';
import { mergeNodes, useOf } from './merge.ts';
import { type Fallback, peel, shapeOf } from './peel.ts';
import { reportUnknownKey } from './unknown-key.ts';
import type { Place, Walk } from './walk.ts';

/**
 * Writes out the defaults of a schema in a tree and resolves the components on the way: goes through schema and tree
 * side by side, so that every component is looked at even where something else is wrong. Whether values are right
 * is left to the schema, which checks the completed tree afterwards.
 *
 * A component that has a default may be changed without being named: `optimizer: { decay: 0.1 }` keeps its `use`.
 */
export function complete(walk: Walk, schema: z.core.$ZodType, node: LocatedNode, place: Place): LocatedNode;
export function complete(
  walk: Walk,
  schema: z.core.$ZodType,
  node: LocatedNode | undefined,
  place: Place,
): LocatedNode | undefined;
export function complete(
  walk: Walk,
  schema: z.core.$ZodType,
  node: LocatedNode | undefined,
  place: Place,
): LocatedNode | undefined {
  const { inner, fallback, optional } = peel(schema);
  const slot = slotOf(inner);
  const filled = fillIn(node, fallback, slot !== undefined, place);
  if (filled === undefined) {
    if (slot !== undefined && !optional) walk.emptySlots.set(formatPath(place.path), slot.kind);
    return undefined;
  }
  if (slot !== undefined) return walk.completeSlot(walk, { slot, schema: inner }, filled, place);
  return completeParts(walk, inner, filled, place);
}

function fillIn(
  node: LocatedNode | undefined,
  fallback: Fallback | undefined,
  isSlot: boolean,
  { owner }: Place,
): LocatedNode | undefined {
  if (fallback === undefined) return node;
  const filled = locatedOf(fallback.value, { type: 'default', owner });
  if (node === undefined) return filled;
  const unnamed = isSlot && node.type === 'map' && useOf(node) === undefined && !node.entries.has('use');
  // The map still stands where the user wrote it.
  return unnamed ? { ...mergeNodes(filled, node), origin: node.origin } : node;
}

function completeParts(walk: Walk, schema: z.ZodType, node: LocatedNode, place: Place): LocatedNode {
  if (schema instanceof z.ZodUnion) {
    const form = chooseForm(schema, node);
    return form === undefined ? node : complete(walk, form, node, place);
  }
  if (node.type === 'map') return completeMap(walk, schema, node, place);
  if (node.type === 'list') return completeList(walk, schema, node, place);
  return node;
}

function completeMap(walk: Walk, schema: z.ZodType, map: LocatedMap, place: Place): LocatedMap {
  const shape = shapeOf(schema);
  if (shape !== undefined) return completeShape(walk, schema, shape, map, place);
  if (!(schema instanceof z.ZodRecord)) return map;
  const values = schema.def.valueType;
  const entries = [...map.entries].map(([name, entry]) => {
    const node = complete(walk, values, entry.node, inside(place, name));
    return [name, { ...entry, node }] as const;
  });
  return { ...map, entries: new Map(entries) };
}

/** Fields come in the order of the schema, then those that it does not know. */
function completeShape(
  walk: Walk,
  schema: z.ZodType,
  shape: z.ZodRawShape,
  map: LocatedMap,
  place: Place,
): LocatedMap {
  const names = [...Object.keys(shape), ...place.beside];
  walk.known.set(formatPath(place.path), { owner: place.label, names });
  const entries = new Map<string, LocatedEntry>();
  for (const [name, field] of Object.entries(shape)) {
    const written = map.entries.get(name);
    const node = complete(walk, field, written?.node, inside(place, name));
    if (node !== undefined) entries.set(name, { key: written?.key ?? node.origin, node });
  }
  for (const [name, entry] of map.entries) {
    if (entries.has(name)) continue;
    if (dropsUnknown(schema)) reportUnknownKey(walk, place.path, name, entry);
    entries.set(name, entry);
  }
  return { ...map, entries };
}

/** A schema that ignores unknown names would hide a misspelt one. */
function dropsUnknown(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined;
}

function completeList(walk: Walk, schema: z.ZodType, list: LocatedList, place: Place): LocatedList {
  const schemaOf = itemSchemas(schema);
  const items = list.items.map((item, index) => {
    const itemSchema = schemaOf(index);
    return itemSchema === undefined ? item : complete(walk, itemSchema, item, inside(place, String(index)));
  });
  return { ...list, items };
}

function itemSchemas(schema: z.ZodType): (index: number) => z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return () => schema.def.element;
  if (schema instanceof z.ZodTuple) return (index) => schema.def.items[index] ?? schema.def.rest ?? undefined;
  return () => undefined;
}

function inside({ path, owner }: Place, name: string): Place {
  const inner = [...path, name];
  return { path: inner, owner, label: formatPath(inner), beside: [] };
}

/** The form of a union that a value is meant for: the only one of its shape, or the first that takes it. */
function chooseForm(union: z.ZodUnion, node: LocatedNode): z.core.$ZodType | undefined {
  const fitting = union.def.options.filter((form) => hasShape(form, node));
  if (fitting.length <= 1) return fitting[0];
  const value = plainOf(node);
  return fitting.find((form) => z.safeParse(form, value).success);
}

function hasShape(form: z.core.$ZodType, node: LocatedNode): boolean {
  const { inner } = peel(form);
  const slot = slotOf(inner);
  if (node.type === 'scalar') return slot?.number === true && typeof node.value === 'number';
  if (node.type === 'list') return inner instanceof z.ZodArray || inner instanceof z.ZodTuple;
  if (inner instanceof z.ZodUnion && slot === undefined)
    return inner.def.options.some((one) => hasShape(one, node));
  const shape = shapeOf(inner);
  if (shape !== undefined) return Object.entries(shape).every(([name, field]) => agrees(field, node, name));
  return slot !== undefined || inner instanceof z.ZodRecord;
}

/** Whether a field that tells forms apart, such as `kind: z.literal('a')`, has its value. */
function agrees(field: z.core.$ZodType, map: LocatedMap, name: string): boolean {
  const { inner } = peel(field);
  const written = map.entries.get(name)?.node;
  if (!(inner instanceof z.ZodLiteral) || written === undefined) return true;
  return z.safeParse(inner, plainOf(written)).success;
}
