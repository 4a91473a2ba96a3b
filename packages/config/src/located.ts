import { clip } from './clip.ts';
import type { Origin } from './origin.ts';

/** A configuration value whose every part knows where it comes from. Immutable. */
export type LocatedNode = LocatedScalar | LocatedList | LocatedMap;

export type ScalarValue = string | number | boolean | null;

export interface LocatedScalar {
  readonly type: 'scalar';
  readonly value: ScalarValue;
  readonly origin: Origin;
}

export interface LocatedList {
  readonly type: 'list';
  readonly items: readonly LocatedNode[];
  readonly origin: Origin;
}

export interface LocatedMap {
  readonly type: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  readonly origin: Origin;
}

/** A key with its value. */
export interface LocatedEntry {
  /** Where the key stands. */
  readonly key: Origin;
  readonly node: LocatedNode;
}

/** Keys of maps and indices of lists, from the root. */
export type Path = readonly string[];

/** `losses.2.use` */
export function formatPath(path: Path): string {
  return path.join('.');
}

/** A map without entries. */
export function emptyMap(origin: Origin): LocatedMap {
  return { type: 'map', entries: new Map(), origin };
}

/** The same map with an entry added or replaced. */
export function withEntry(map: LocatedMap, name: string, entry: LocatedEntry): LocatedMap {
  return { ...map, entries: new Map([...map.entries, [name, entry]]) };
}

/** The part under a key or an index, or undefined where there is none. */
export function childOf(node: LocatedNode | undefined, name: string): LocatedNode | undefined {
  if (node?.type === 'map') return node.entries.get(name)?.node;
  if (node?.type === 'list' && isIndex(name)) return node.items[Number(name)];
  return undefined;
}

/** The part at a path, or undefined where there is none. */
export function nodeAt(node: LocatedNode | undefined, path: Path): LocatedNode | undefined {
  return path.reduce(childOf, node);
}

/** Whether a text is an index of a list: 0, 1, 2, ... */
export function isIndex(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name);
}

/** The value as plain data, without origins. */
export function plainOf(node: LocatedNode): unknown {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries([...node.entries].map(([name, { node: value }]) => [name, plainOf(value)]));
  }
  return node satisfies never;
}

/** Plain data as a tree whose every part has the same origin. Undefined members of maps are left out. */
export function locatedOf(value: unknown, origin: Origin): LocatedNode {
  if (Array.isArray(value)) {
    return { type: 'list', items: value.map((item) => locatedOf(item, origin)), origin };
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const entries = members.map(([name, member]) => {
      const entry: LocatedEntry = { key: origin, node: locatedOf(member, origin) };
      return [name, entry] as const;
    });
    return { type: 'map', entries: new Map(entries), origin };
  }
  return { type: 'scalar', value: isScalar(value) ? value : String(value), origin };
}

/** A value that has no parts, with its place and origin. Empty lists and maps are leaves, too. */
export interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** All leaves in the order of the tree. */
export function leavesOf(node: LocatedNode, path: Path = []): readonly Leaf[] {
  const parts = partsOf(node);
  if (parts.length > 0) return parts.flatMap(([name, part]) => leavesOf(part, [...path, name]));
  return [{ path: formatPath(path), value: plainOf(node), origin: node.origin }];
}

function partsOf(node: LocatedNode): readonly (readonly [string, LocatedNode])[] {
  if (node.type === 'list') return node.items.map((item, index) => [String(index), item]);
  if (node.type === 'map') return [...node.entries].map(([name, entry]) => [name, entry.node]);
  return [];
}

function isScalar(value: unknown): value is ScalarValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The value in a few words, for a message. */
export function describeNode(node: LocatedNode): string {
  if (node.type === 'list')
    return node.items.length === 0 ? 'an empty list' : `a list of ${node.items.length}`;
  if (node.type === 'map') return describeMap(node);
  if (node.value === null) return 'nothing (null)';
  return typeof node.value === 'string' ? `the text ${clip(JSON.stringify(node.value))}` : String(node.value);
}

function describeMap({ entries }: LocatedMap): string {
  return entries.size === 0 ? 'an empty map' : `a map of ${clip([...entries.keys()].join(', '))}`;
}
