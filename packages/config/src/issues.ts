import type { z } from 'zod';
import { clip } from './clip.ts';
import { closestName } from './closest.ts';
import { expectationOf, flattenUnions } from './expectations.ts';
import { describeNode, formatPath, type LocatedNode, nodeAt, type Path } from './located.ts';
import { reportUnknownKey } from './unknown-key.ts';
import type { Walk } from './walk.ts';

type Issue = z.core.$ZodIssue;

/** Reports what a schema says about a tree. `base` is the path of the tree in the experiment. */
export function reportIssues(walk: Walk, issues: readonly Issue[], tree: LocatedNode, base: Path): void {
  for (const issue of flattenUnions(issues)) {
    const inside = issue.path.map(String);
    const path = [...base, ...inside];
    if (isTold(walk, path)) continue;
    if (issue.code === 'unrecognized_keys') reportKeys(walk, issue.keys, { tree, inside, path });
    else reportValue(walk, issue, { tree, inside, path });
  }
}

interface Spot {
  readonly tree: LocatedNode;
  /** Path from the tree. */
  readonly inside: Path;
  /** Path from the root of the experiment. */
  readonly path: Path;
}

/** Whether an issue repeats what was said about a slot. */
function isTold(walk: Walk, path: Path): boolean {
  const slot = path.at(-1) === 'use' ? path.slice(0, -1) : path;
  return walk.told.has(formatPath(path)) || walk.told.has(formatPath(slot));
}

function reportKeys(walk: Walk, keys: readonly string[], { tree, inside, path }: Spot): void {
  const map = nodeAt(tree, inside);
  for (const name of keys) {
    const entry = map?.type === 'map' ? map.entries.get(name) : undefined;
    if (entry !== undefined) reportUnknownKey(walk, path, name, entry);
  }
}

function reportValue(walk: Walk, issue: Issue, spot: Spot): void {
  const node = nodeAt(spot.tree, spot.inside);
  if (node === undefined) return reportMissing(walk, issue, spot);
  const expected = expectationOf(issue);
  const found = describeNode(node);
  const ownWords = issue.code === 'custom' || !isZodsMessage(issue.message);
  walk.mistakes.report({
    code: 'value',
    path: formatPath(spot.path),
    origin: node.origin,
    message: ownWords
      ? `${withoutStop(issue.message)}; found ${found}.`
      : `expected ${expected}; found ${found}.`,
    found,
    expected,
    ...choicesOf(issue, node),
    ...textFix(issue, node, spot.path),
  });
}

/** An argument such as `file=[a,b.csv]` is a list to YAML. */
function textFix(issue: Issue, { type, origin }: LocatedNode, path: Path): { fix?: string } {
  const isText = issue.code === 'invalid_type' && issue.expected === 'string';
  if (!isText || type === 'scalar' || origin.type !== 'command-line') return {};
  return { fix: `Put quotes around text with commas or brackets: ${formatPath(path)}='"…"'.` };
}

/** Whether a message is that of zod, not one that the author of the schema wrote. */
function isZodsMessage(message: string): boolean {
  return /^(Invalid|Too small|Too big|Unrecognized)\b/.test(message);
}

/** The choices of an enumeration, for the closest name. */
function choicesOf(issue: Issue, node: LocatedNode): { known?: readonly string[]; name?: string } {
  if (issue.code !== 'invalid_value' || node.type !== 'scalar' || typeof node.value !== 'string') return {};
  return { known: issue.values.map(String), name: node.value };
}

function reportMissing(walk: Walk, issue: Issue, { tree, inside, path }: Spot): void {
  const place = formatPath(path);
  const kind = walk.emptySlots.get(place);
  const expected = kind === undefined ? expectationOf(issue) : `a component of kind ${kind}: { use: … }`;
  walk.mistakes.report({
    code: 'missing',
    path: place,
    origin: nearest(tree, inside).origin,
    message: `is missing; expected ${expected}.`,
    expected,
    known: kind === undefined ? undefined : walk.registry.names(kind),
    fix: missingFix(walk, nodeAt(tree, inside.slice(0, -1)), path),
  });
}

/** A field is missing where it stands under a misspelt name: adding it would leave that name. */
function missingFix(walk: Walk, map: LocatedNode | undefined, path: Path): string {
  const name = path.at(-1) ?? 'it';
  const known = walk.known.get(formatPath(path.slice(0, -1)))?.names ?? [];
  const written = map?.type === 'map' ? [...map.entries.keys()] : [];
  const misspelt = written.find((key) => !known.includes(key) && closestName(key, known) === name);
  return misspelt === undefined ? `Add ${name}: … here.` : `Rename ${clip(misspelt)} to ${name}.`;
}

/** The innermost part of the tree on the way to a path. */
function nearest(tree: LocatedNode, [name, ...rest]: Path): LocatedNode {
  const child = name === undefined ? undefined : nodeAt(tree, [name]);
  return child === undefined ? tree : nearest(child, rest);
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}
