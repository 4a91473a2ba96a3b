import { dirname, resolve } from 'node:path';
import { applyOverride } from '../apply-override.ts';
import { loadLayers } from '../load.ts';
import {
  emptyMap,
  type LocatedMap,
  type LocatedNode,
  locatedOf,
  nodeAt,
  plainOf,
  withEntry,
} from '../located.ts';
import { mergeMaps } from '../merge.ts';
import { createMistakes, type Mistakes } from '../mistakes.ts';
import type { Override } from '../override.ts';
import type { Registry } from '../registry.ts';
import { isSweep } from '../refuse-sweep.ts';
import { resolveBy } from '../resolve.ts';
import { createSourceFiles } from '../source-files.ts';
import { baseName } from '../experiment-name.ts';
import { composePoint, type PointRequest } from './compose-point.ts';
import { type ParsedSweepChange, parseSweepChange } from './sweep-override.ts';
import { type SweepSettings, sweepFields, sweepSchema } from './sweep-schema.ts';
import { writeYaml } from '../write-yaml.ts';
import type { LaterMistake, ResolvedExperiment } from '../compose.ts';
import { finishProblem, type Problem } from '../problem.ts';
import { originOf } from '../origin-of.ts';

/** What a sweep is made of. */
export interface SweepRequest {
  /** Names such as `sweeps/quick`, or paths of YAML files, merged left to right. */
  readonly sources: readonly string[];
  /** Changes of the sweep, or of every experiment in it, in Hydra's grammar. Several values of an option make an axis. */
  readonly overrides: readonly string[];
  /** Folders in which names are looked up, from `folder`. */
  readonly searchPath: readonly string[];
  /** The folder of the command: paths are relative to it, and shown so. */
  readonly folder: string;
  readonly registry: Registry;
}

/** A checked sweep, which can compose each of its experiments. */
export interface ResolvedSweep {
  readonly name: string;
  readonly settings: SweepSettings;
  /** The files that the sweep was named by, absolute. */
  readonly files: readonly string[];
  /** The name of each problem and method, in their order. */
  readonly problems: readonly string[];
  readonly methods: readonly string[];
  /** The names of the problems to tune on. */
  readonly tuneProblems: readonly string[];
  /** Composes one of the experiments. Throws `ConfigurationError` with all its mistakes, where they stand in the sweep. */
  compose(point: PointRequest): ResolvedExperiment;
  /** The sweep as one could write it in full. */
  yaml(): string;
  /** A mistake that was found later, with the origin of its place in the sweep. */
  problem(mistake: LaterMistake): Problem;
}

/** Reads a sweep: its files and what they extend, then the overrides. Throws `ConfigurationError` with all mistakes. */
export function resolveSweep(request: SweepRequest): ResolvedSweep {
  const { folder, registry, sources } = request;
  const files = createSourceFiles(folder, request.searchPath);
  const mistakes = createMistakes(files.lineOf);
  const start = { type: 'command-line', argument: sources.join(' '), column: 1 } as const;
  const merged = loadLayers(sources, folder, files, mistakes).reduce(mergeMaps, emptyMap(start));
  refuseNeither(merged, mistakes);
  const changes = request.overrides.map(parseSweepChange);
  const changed = applyChanges(asSweep(merged, sources), changes, mistakes);
  const written = withName(changed, sources);
  const root = { path: [], owner: 'sweep', label: 'a sweep', beside: [] };
  const { tree, settings } = resolveBy(sweepSchema, { written, root, registry, mistakes });
  const names = (field: string) => namesOf(tree, field, mistakes);
  const [problems, methods, tuneProblems] = [names('problems'), names('methods'), names('tune.problems')];
  checkOn(tree, [...problems, ...tuneProblems], mistakes);
  mistakes.throwIfAny();
  const overrides = changes.flatMap((change) => (change.type === 'experiment' ? [change.override] : []));
  return {
    name: settings.name ?? 'sweep',
    settings,
    files: sources.flatMap((source) => files.find(source, folder) ?? []),
    problems,
    methods,
    tuneProblems,
    compose: (point) =>
      composePoint(
        { tree, problems, tuneProblems, methods, overrides, files, registry, folder, folderOf },
        point,
      ),
    yaml: () => writeYaml(plainOf(tree)),
    problem: (mistake) =>
      finishProblem({ ...mistake, code: 'value', origin: originOf(tree, mistake.path) }, files.lineOf),
  };

  /** The folder that names in a node are relative to. */
  function folderOf({ origin }: LocatedNode): string {
    return origin.type === 'file' ? dirname(resolve(folder, origin.file)) : folder;
  }
}

/** Fields by which a configuration of one experiment is known. */
const experimentFields = ['data', 'heads', 'losses'];

/** Configurations of one experiment make a sweep of one problem and one method, for its seeds and axes. */
function asSweep(map: LocatedMap, sources: readonly string[]): LocatedMap {
  const isExperiment = experimentFields.some((field) => map.entries.has(field));
  if (!isExperiment || isSweep(map)) return map;
  const name = sources.map(baseName).join('-');
  const argument = { type: 'command-line', argument: sources.join(' '), column: 1 } as const;
  const fields = locatedOf(
    { name, problems: [{ name, extends: [...sources] }], methods: [{ name: 'as-is' }] },
    // Their names are relative to the folder of the command, as everywhere.
    argument,
  );
  return fields.type === 'map' ? fields : map;
}

/** Refuses files that are neither those of a sweep nor those of an experiment, with one mistake. */
function refuseNeither(map: LocatedMap, mistakes: Mistakes): void {
  const known = [...sweepFields, ...experimentFields];
  if (map.entries.size === 0 || [...map.entries.keys()].some((field) => known.includes(field))) return;
  mistakes.report({
    code: 'value',
    path: '',
    origin: map.origin,
    message: 'this is no sweep, and no experiment.',
    expected: 'the problems and methods of a sweep, or the data, heads and losses of an experiment',
    fix: 'Name a sweep, such as sweeps/quick, or a problem and a method.',
  });
  mistakes.throwIfAny();
}

function applyChanges(
  tree: LocatedMap,
  changes: readonly ParsedSweepChange[],
  mistakes: Mistakes,
): LocatedMap {
  let current: LocatedNode = tree;
  const apply = (override: Override) => {
    const applied = applyOverride(current, override, () => undefined);
    if ('tree' in applied) current = applied.tree;
    else mistakes.report(applied.problem);
  };
  for (const change of changes) {
    if (change.type === 'mistake') change.problems.forEach(mistakes.report);
    if (change.type === 'sweep') apply(change.override);
    // A new value of an option takes the place of its axis.
    if (change.type === 'experiment') current = withoutAxis(current, change.override.target.path.join('.'));
    if (change.type === 'axis') {
      const option = change.target.path.join('.');
      current = withAxis(withoutAxis(current, option), option, change.values);
    }
  }
  return current.type === 'map' ? current : tree;
}

function withAxis(
  tree: LocatedNode,
  option: string,
  { field, node }: Extract<ParsedSweepChange, { type: 'axis' }>['values'],
): LocatedNode {
  if (tree.type !== 'map') return tree;
  const { origin } = node;
  const axis: LocatedMap = {
    type: 'map',
    entries: new Map([
      ['option', { key: origin, node: locatedOf(option, origin) }],
      [field, { key: origin, node }],
    ]),
    origin,
  };
  const items = axesOf(tree);
  return withEntry(tree, 'axes', { key: origin, node: { type: 'list', items: [...items, axis], origin } });
}

function withoutAxis(tree: LocatedNode, option: string): LocatedNode {
  const entry = tree.type === 'map' ? tree.entries.get('axes') : undefined;
  if (tree.type !== 'map' || entry?.node.type !== 'list') return tree;
  const items = entry.node.items.filter((axis) => plainOf(nodeAt(axis, ['option']) ?? axis) !== option);
  return withEntry(tree, 'axes', { ...entry, node: { ...entry.node, items } });
}

function axesOf(tree: LocatedNode): readonly LocatedNode[] {
  const axes = nodeAt(tree, ['axes']);
  return axes?.type === 'list' ? axes.items : [];
}

function withName(map: LocatedMap, sources: readonly string[]): LocatedMap {
  const last = sources.at(-1);
  if (map.entries.has('name') || last === undefined) return map;
  const origin = { type: 'default', owner: 'sweep' } as const;
  return withEntry(map, 'name', { key: origin, node: { type: 'scalar', value: baseName(last), origin } });
}

/** The problems on which a method is another one must be there. */
function checkOn(tree: LocatedNode, known: readonly string[], mistakes: Mistakes): void {
  const methods = nodeAt(tree, ['methods']);
  for (const [index, method] of (methods?.type === 'list' ? methods.items : []).entries()) {
    const on = nodeAt(method, ['on']);
    for (const [name, { key }] of on?.type === 'map' ? on.entries : []) {
      if (known.includes(name)) continue;
      mistakes.report({
        code: 'value',
        path: `methods.${index}.on`,
        origin: key,
        message: `no problem of this sweep is called "${name}".`,
        name,
        known,
      });
    }
  }
}

/** What tables call the problems or methods. Each needs a name of its own. */
function namesOf(tree: LocatedNode, field: string, mistakes: Mistakes): readonly string[] {
  const list = nodeAt(tree, field.split('.'));
  const nodes = list?.type === 'list' ? list.items : [];
  const names = nodes.map((node) => {
    const written = plainOf(nodeAt(node, ['name']) ?? node);
    return node.type === 'scalar' ? baseName(String(written)) : String(written);
  });
  for (const [index, node] of nodes.entries()) {
    if (names.indexOf(names[index] ?? '') === index) continue;
    mistakes.report({
      code: 'value',
      path: `${field}.${index}`,
      origin: node.origin,
      message: `another one is called "${names[index]}" too.`,
      fix: nameFix(node, nodes, freeName(names[index] ?? '', names)),
    });
  }
  return names;
}

function nameFix(node: LocatedNode, all: readonly LocatedNode[], free: string): string {
  if (node.type !== 'scalar') return `Give it a name of its own: name: ${free}.`;
  const again = all.filter((each) => each.type === 'scalar' && each.value === node.value).length > 1;
  const named = `{ name: ${free}, extends: ${node.value} }`;
  return again
    ? `Remove it, or give it a name and other options: { name: ${free}, extends: ${node.value}, ... }.`
    : `Give it a name of its own: ${named}.`;
}

/** A name like another one that nothing has. */
function freeName(name: string, taken: readonly string[]): string {
  for (let number = 2; ; number++) {
    if (!taken.includes(`${name}-${number}`)) return `${name}-${number}`;
  }
}
