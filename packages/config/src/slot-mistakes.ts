import type { ComponentSlot } from '@highorder/core';
import { clip } from './clip.ts';
import { closestName } from './closest.ts';
import { describeNode, type LocatedMap, type LocatedNode, plainOf } from './located.ts';
import type { ProblemDraft } from './problem.ts';
import type { Registry } from './registry.ts';
import type { Walk } from './walk.ts';

/** A mistake about a component as such; `at` is its place from the slot. */
export type SlotMistake = Omit<ProblemDraft, 'path'> & { readonly at: readonly string[] };

/** What stands in the slot is no component. */
export function notAComponent(walk: Walk, { kind, number }: ComponentSlot, node: LocatedNode): SlotMistake {
  const expected = `a component of kind ${kind}: { use: … }${number ? ', or a number' : ''}`;
  const name = node.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const known = walk.registry.names(kind);
  const found = describeNode(node);
  const fix = name !== undefined && known.includes(name) ? `Write { use: ${name} }.` : undefined;
  return {
    code: 'value',
    at: [],
    origin: node.origin,
    message: `expected ${expected}; found ${found}.`,
    found,
    expected,
    known,
    name,
    fix,
  };
}

/** The component does not say which plugin it is. */
export function unnamed(walk: Walk, slot: ComponentSlot, map: LocatedMap): SlotMistake {
  const { kind } = slot;
  const known = walk.registry.names(kind);
  return {
    code: 'missing',
    at: ['use'],
    origin: map.origin,
    message: `is missing; expected the name of a plugin of kind ${kind}.`,
    expected: `the name of a plugin of kind ${kind}`,
    known,
    fix: useFix(walk, slot, map),
  };
}

/** A name under a misspelt `use`, or a plugin that takes all that is written beside it. */
function useFix({ registry }: Walk, { kind, beside }: ComponentSlot, map: LocatedMap): string {
  const known = registry.names(kind);
  const [misspelt] = [...map.entries].find(
    ([key, { node }]) => closestName(key, ['use']) !== undefined && known.includes(String(plainOf(node))),
  ) ?? [undefined];
  if (misspelt !== undefined) return `Rename ${clip(misspelt)} to use.`;
  const options = [...map.entries].filter(([key]) => !Object.hasOwn(beside, key));
  const written = plainOf({ ...map, entries: new Map(options) });
  const fitting = known.find((name) => registry.find(kind, name)?.options.safeParse(written).success);
  return `Add use: ${fitting ?? '…'} to choose one.`;
}

/** Nobody declares the kind of the slot; undefined where somebody does. */
export function unknownKind(walk: Walk, kind: string, use: LocatedNode): SlotMistake | undefined {
  const kinds = walk.registry.kinds().map(({ name }) => name);
  if (kinds.includes(kind)) return undefined;
  return {
    code: 'unknown-kind',
    at: [],
    origin: use.origin,
    message: `no installed package declares the kind "${kind}".`,
    found: kind,
    known: kinds,
    name: kind,
    fix: 'Install the package that declares it.',
  };
}

/** The name is that of no plugin of the kind. */
export function unknownPlugin(
  { registry }: Walk,
  kind: string,
  name: string | undefined,
  use: LocatedNode,
): SlotMistake {
  const known = registry.names(kind);
  const common = { at: ['use'], origin: use.origin, expected: `the name of a plugin of kind ${kind}`, known };
  if (name === undefined) {
    const found = describeNode(use);
    const message = `expected ${common.expected}; found ${found}.`;
    return { ...common, code: 'value', message, found };
  }
  return {
    ...common,
    fix: mendPackages(registry),
    code: 'unknown-plugin',
    message: `no ${kind} is called "${clip(name)}".`,
    found: name,
    name,
  };
}

/** The plugin may be one of a package that does not load. */
function mendPackages({ failures = [] }: Registry): string | undefined {
  if (failures.length === 0) return undefined;
  const reasons = failures.map(({ reason }) => reason).join('\n  ');
  return `If it comes with one of these packages, mend it first:\n  ${reasons}`;
}
