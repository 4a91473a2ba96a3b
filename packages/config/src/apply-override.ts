import {
  childOf,
  emptyMap,
  formatPath,
  isIndex,
  type LocatedList,
  type LocatedMap,
  type LocatedNode,
  nodeAt,
  type Path,
} from './located.ts';
import { mergeNodes } from './merge.ts';
import type { Origin } from './origin.ts';
import type { DeleteOverride, Override, SetOverride, Target } from './override.ts';
import type { ProblemDraft } from './problem.ts';

/** The default that stands at a path where the files give nothing, if it is a list. */
export type DefaultList = (path: Path) => LocatedList | undefined;

/** A changed tree, or why it cannot be changed. */
export type Applied = { readonly tree: LocatedNode } | { readonly problem: ProblemDraft };

/** The tree with one override applied. */
export function applyOverride(tree: LocatedNode, override: Override, defaultList: DefaultList): Applied {
  const full = withDefaultList(tree, override, defaultList);
  const problem = missingIndex(full, override) ?? conflict(full, override);
  if (problem !== undefined) return { problem };
  return { tree: override.operation === 'delete' ? removeAt(full, override) : setAt(full, override) };
}

/** A list that stands by default is written out before the command line changes it. */
function withDefaultList(
  tree: LocatedNode,
  { target, operation }: Override,
  defaultList: DefaultList,
): LocatedNode {
  const longest = operation === 'delete' ? target.path.length - 1 : target.path.length;
  for (let length = 1; length <= longest; length++) {
    const path = target.path.slice(0, length);
    if (nodeAt(tree, path) !== undefined) continue;
    const list = defaultList(path);
    if (list === undefined) continue;
    return setValue(tree, { path, origins: target.origins.slice(0, length) }, list);
  }
  return tree;
}

/** An index that its list does not have. */
function missingIndex(tree: LocatedNode, { target, operation }: Override): ProblemDraft | undefined {
  const { path, origins } = target;
  if (operation === 'delete') return undefined;
  const depth = path.findIndex((name, place) => {
    const list = nodeAt(tree, path.slice(0, place));
    if (list === undefined) return isIndex(name);
    if (list.type !== 'list' || childOf(list, name) !== undefined) return false;
    const appends = operation === 'add' && place === path.length - 1 && name === String(list.items.length);
    return !appends;
  });
  if (depth < 0) return undefined;
  return {
    code: 'no-such-place',
    path: formatPath(path.slice(0, depth + 1)),
    origin: originAt(origins, depth),
    found: path[depth],
    expected: 'an index of the list, from 0',
    ...explainIndex(nodeAt(tree, path.slice(0, depth)), formatPath(path.slice(0, depth)), path[depth] ?? ''),
  };
}

function explainIndex(
  list: LocatedNode | undefined,
  key: string,
  name: string,
): Pick<ProblemDraft, 'message' | 'known' | 'fix'> {
  if (list?.type !== 'list') {
    return {
      message: `${key} is not set, so it has no item ${name}.`,
      fix: `Write ${key}=[…] to set the whole list.`,
    };
  }
  const { length } = list.items;
  const message = isIndex(name)
    ? `${key} has ${count(length, 'item')}, so there is no item ${name}.`
    : `${key} is a list, and "${name}" is no index.`;
  const known = list.items.map((_, index) => String(index));
  return { message, known, fix: `Write +${key}.${length}=… to add an item.` };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Adding what is there, or removing what is not. */
function conflict(tree: LocatedNode, override: Override): ProblemDraft | undefined {
  const { path, origins } = override.target;
  const present = nodeAt(tree, path);
  const place = { path: formatPath(path), origin: originAt(origins, path.length - 1) };
  if (override.operation === 'delete' && present === undefined) return nothingToRemove(tree, override, place);
  if (override.operation !== 'add' || present === undefined || present.type === 'list') return undefined;
  return {
    ...place,
    code: 'override',
    message: '+ adds what is new, and this is set already.',
    fix: `Write ${place.path}=… to change it.`,
  };
}

function nothingToRemove(
  tree: LocatedNode,
  { target }: DeleteOverride,
  place: Pick<ProblemDraft, 'path' | 'origin'>,
): ProblemDraft {
  const parent = nodeAt(tree, target.path.slice(0, -1));
  const known = parent?.type === 'map' ? [...parent.entries.keys()] : [];
  return {
    ...place,
    code: 'no-such-place',
    message: 'there is nothing to remove: no file sets it.',
    known,
    name: target.path.at(-1),
    fix: 'Drop this argument, or write key=value to change a default.',
  };
}

function setAt(tree: LocatedNode, { operation, target, value }: SetOverride): LocatedNode {
  const present = nodeAt(tree, target.path);
  if (operation === 'set' || present?.type !== 'list') return setValue(tree, target, value);
  const added = value.type === 'list' ? value.items : [value];
  return setValue(tree, target, { ...present, items: [...present.items, ...added] });
}

function setValue(node: LocatedNode | undefined, { path, origins }: Target, value: LocatedNode): LocatedNode {
  const [name, ...rest] = path;
  if (name === undefined) return node === undefined ? value : mergeNodes(node, value);
  const child = setValue(childOf(node, name), { path: rest, origins: origins.slice(1) }, value);
  if (node?.type === 'list') return withItem(node, Number(name), child);
  const key = originAt(origins, 0);
  const change: LocatedMap = { type: 'map', entries: new Map([[name, { key, node: child }]]), origin: key };
  // A map over a scalar replaces it, as in files.
  const base = node?.type === 'map' ? node : emptyMap(key);
  const changed = mergeNodes(base, change);
  // A map of which a part is changed still stands where it stood; a new component stands on the command line.
  return name === 'use' ? changed : { ...changed, origin: base.origin };
}

function withItem(list: LocatedList, index: number, item: LocatedNode): LocatedList {
  const items = [...list.items];
  items[index] = item;
  return { ...list, items };
}

function removeAt(tree: LocatedNode, { target }: DeleteOverride): LocatedNode {
  return removePath(tree, target.path);
}

function removePath(node: LocatedNode, [name, ...rest]: Path): LocatedNode {
  if (name === undefined || node.type === 'scalar') return node;
  if (node.type === 'list') {
    return {
      ...node,
      items: node.items.flatMap((item, index) => (String(index) === name ? without(item, rest) : [item])),
    };
  }
  const entries = [...node.entries].flatMap(([key, entry]) =>
    key === name
      ? without(entry.node, rest).map((kept) => [key, { ...entry, node: kept }] as const)
      : [[key, entry] as const],
  );
  return { ...node, entries: new Map(entries) };
}

function without(node: LocatedNode, rest: Path): readonly LocatedNode[] {
  return rest.length === 0 ? [] : [removePath(node, rest)];
}

function originAt(origins: Target['origins'], depth: number): Origin {
  return origins[depth] ?? { type: 'command-line', argument: '', column: 1 };
}
