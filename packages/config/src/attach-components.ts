import { ComponentReference } from '@highorder/core';
import { z } from 'zod';
import { formatPath, type LocatedNode, locatedOf, type Path } from './located.ts';
import { isPlainMap } from './plain-map.ts';
import type { ResolvedComponent } from './resolved-component.ts';
import type { Walk } from './walk.ts';

/** The output of a schema with a resolved component in place of every reference, at any depth of lists and maps. */
export function attachComponents(walk: Walk, value: unknown, path: Path, owner: string): unknown {
  if (value instanceof ComponentReference) return attach(walk, value, path, owner);
  if (Array.isArray(value)) {
    return value.map((item, index) => attachComponents(walk, item, [...path, String(index)], owner));
  }
  if (!isPlainMap(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    attachComponents(walk, member, [...path, name], owner),
  ]);
  return Object.fromEntries(members);
}

function attach(
  walk: Walk,
  reference: ComponentReference,
  path: Path,
  owner: string,
): ResolvedComponent | ComponentReference {
  const place = formatPath(path);
  const found = walk.components.get(place);
  if (found !== undefined && found.kind === reference.kind && found.name === reference.use) return found;
  resolveMade(walk, reference, path, owner);
  // Where it cannot be resolved, a mistake is reported and the reference is never used.
  return walk.components.get(place) ?? reference;
}

/** A reference that the schema made, by a transformation, from something else. */
function resolveMade(
  walk: Walk,
  { kind, use, options, beside }: ComponentReference,
  path: Path,
  owner: string,
): void {
  if (walk.failed.has(formatPath(path))) return;
  const node: LocatedNode = locatedOf({ use, ...options, ...beside }, { type: 'default', owner });
  const slot = { kind, beside: {}, number: false };
  walk.completeSlot(walk, { slot, schema: z.unknown() }, node, { path, owner, label: owner, beside: [] });
}
