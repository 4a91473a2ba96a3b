import { ComponentReference, type ComponentSlot, type Plugin } from '@highorder/core';
import { z } from 'zod';
import { attachComponents } from './attach-components.ts';
import { complete } from './complete.ts';
import { freeze } from './freeze.ts';
import { reportIssues } from './issues.ts';
import {
  formatPath,
  type LocatedEntry,
  type LocatedMap,
  type LocatedNode,
  locatedOf,
  plainOf,
} from './located.ts';
import type { ResolvedComponent } from './resolved-component.ts';
import { notAComponent, type SlotMistake, unknownKind, unknownPlugin, unnamed } from './slot-mistakes.ts';
import type { Place, SlotSchema, Walk } from './walk.ts';

/** Completes and resolves what stands in a slot. */
export function completeSlot(
  walk: Walk,
  { slot, schema }: SlotSchema,
  written: LocatedNode,
  place: Place,
): LocatedNode {
  const node = expandNumber(slot, schema, written);
  if (node.type !== 'map') {
    tell(walk, place, notAComponent(walk, slot, node));
    return node;
  }
  const use = node.entries.get('use');
  if (use === undefined) {
    tell(walk, place, unnamed(walk, slot, node));
    return node;
  }
  const plugin = findPlugin(walk, slot, use.node, place);
  return plugin === undefined ? node : completeComponent(walk, slot, plugin, { map: node, use }, place);
}

/** A bare number where the slot takes one becomes the component that it stands for. */
function expandNumber(slot: ComponentSlot, schema: z.ZodType, node: LocatedNode): LocatedNode {
  if (!slot.number || node.type !== 'scalar' || typeof node.value !== 'number') return node;
  const parsed = schema.safeParse(node.value);
  if (!(parsed.data instanceof ComponentReference)) return node;
  const { use, options, beside } = parsed.data;
  return locatedOf({ use, ...options, ...beside }, node.origin);
}

function findPlugin(walk: Walk, { kind }: ComponentSlot, use: LocatedNode, place: Place): Plugin | undefined {
  const name = use.type === 'scalar' && typeof use.value === 'string' ? use.value : undefined;
  const plugin = name === undefined ? undefined : walk.registry.find(kind, name);
  if (plugin !== undefined) return plugin;
  tell(walk, place, unknownKind(walk, kind, use) ?? unknownPlugin(walk, kind, name, use));
  return undefined;
}

function completeComponent(
  walk: Walk,
  slot: ComponentSlot,
  plugin: Plugin,
  { map, use }: { readonly map: LocatedMap; readonly use: LocatedEntry },
  place: Place,
): LocatedNode {
  const owner = `${slot.kind}/${plugin.name}`;
  const besideNames = Object.keys(slot.beside);
  const beside = complete(
    walk,
    z.object(slot.beside),
    pick(map, (name) => besideNames.includes(name)),
    {
      ...place,
      label: owner,
    },
  );
  const written = pick(map, (name) => name !== 'use' && !besideNames.includes(name));
  // The names beside are known only after the options, since both stand in one map.
  const options = complete(walk, plugin.options, written, {
    path: place.path,
    owner,
    label: owner,
    beside: besideNames,
  });
  resolve(walk, slot, plugin, { options, beside }, place);
  return { ...map, entries: new Map([['use', use], ...entriesOf(options), ...entriesOf(beside)]) };
}

/** Checks the options by the plugin's own schema, and keeps the component where they are right. */
function resolve(
  walk: Walk,
  { kind, beside: besideShape }: ComponentSlot,
  plugin: Plugin,
  { options, beside }: { readonly options: LocatedNode; readonly beside: LocatedNode },
  { path }: Place,
): void {
  const parsed = plugin.options.safeParse(plainOf(options));
  if (!parsed.success) {
    walk.failed.add(formatPath(path));
    return reportIssues(walk, parsed.error.issues, options, path);
  }
  // What is wrong beside the options is told by the schema around the slot.
  const checkedBeside = z.object(besideShape).safeParse(plainOf(beside)).data ?? {};
  const place = formatPath(path);
  const component: ResolvedComponent = {
    definition: 'component',
    kind,
    name: plugin.name,
    path: place,
    plugin,
    options: freeze(attachComponents(walk, parsed.data, path, `${kind}/${plugin.name}`)),
    beside: freeze(checkedBeside),
  };
  // Frozen here, so that freezing the settings stops before the plugin, which is not ours.
  walk.components.set(place, Object.freeze(component));
}

function pick(map: LocatedMap, wanted: (name: string) => boolean): LocatedMap {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => wanted(name))) };
}

function entriesOf(node: LocatedNode): readonly (readonly [string, LocatedEntry])[] {
  return node.type === 'map' ? [...node.entries] : [];
}

function tell(walk: Walk, { path }: Place, { at, ...draft }: SlotMistake): void {
  walk.told.add(formatPath(path));
  walk.failed.add(formatPath(path));
  walk.mistakes.report({ ...draft, path: formatPath([...path, ...at]) });
}
