import { applyOverride } from '../apply-override.ts';
import { type ResolvedExperiment, resolvedExperiment } from '../compose.ts';
import { defaultListOf } from '../default-list.ts';
import { loadLayers, type Source } from '../load.ts';
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
import { originOf } from '../origin-of.ts';
import type { Override } from '../override.ts';
import type { Registry } from '../registry.ts';
import { resolveTree } from '../resolve.ts';
import type { SourceFiles } from '../source-files.ts';

/** One experiment of a sweep. */
export interface PointRequest {
  /** The place of its problem in the sweep, or among the problems that it tunes on. */
  readonly problem: number;
  /** Whether it belongs to the table, as it does where this is absent, or to tuning. */
  readonly for?: 'table' | 'tuning';
  /** The place of its method in the sweep. */
  readonly method: number;
  readonly seed: number;
  /** What else is changed, in this order. */
  readonly changes: readonly PointChange[];
}

/** A value that a sweep gives to an option. */
export interface PointChange {
  /** Such as `training.batch`. */
  readonly option: string;
  readonly value: unknown;
  /** The place in the sweep that asks for it, such as `axes.0`, for messages. */
  readonly at: string;
}

/** A sweep whose experiments are composed. */
export interface SweepParts {
  readonly tree: LocatedNode;
  readonly problems: readonly string[];
  readonly tuneProblems: readonly string[];
  readonly methods: readonly string[];
  /** Changes of every experiment. */
  readonly overrides: readonly Override[];
  readonly files: SourceFiles;
  readonly registry: Registry;
  /** The folder of the command. */
  readonly folder: string;
  /** What names in a node are relative to. */
  readonly folderOf: (node: LocatedNode) => string;
}

/**
 * Composes an experiment of a sweep: the problem, the method, the fields for all, what is measured, then the changes of the
 * command line, of the point, and the seed. Throws `ConfigurationError` with all mistakes.
 */
export function composePoint(sweep: SweepParts, point: PointRequest): ResolvedExperiment {
  const { tree, files, registry, folder } = sweep;
  const mistakes = createMistakes(files.lineOf);
  const names = point.for === 'tuning' ? sweep.tuneProblems : sweep.problems;
  const problem = names[point.problem];
  const sources = [
    ...variantSources(sweep, `${problemsOf(point)}.${point.problem}`),
    ...variantSources(sweep, `methods.${point.method}`),
    ...variantSources(sweep, `methods.${point.method}`, problem),
    ...layerAt(tree, 'experiment'),
    measured(tree),
  ];
  const start = emptyMap(originOf(tree, ''));
  const merged = loadLayers(sources, folder, files, mistakes).reduce(mergeMaps, start);
  const overrides = [...sweep.overrides, ...point.changes.map((change) => overrideOf(tree, change))];
  const changed = applyAll(merged, overrides, mistakes);
  const name = `${problem}-${sweep.methods[point.method]}`;
  const written = withScalar(withScalar(changed, 'name', name, tree), 'seed', point.seed, tree);
  const resolved = resolveTree(written, registry, mistakes);
  return resolvedExperiment(resolved.tree, resolved.settings, files);
}

function problemsOf(point: PointRequest): string {
  return point.for === 'tuning' ? 'tune.problems' : 'problems';
}

/** Fields of a variant that are none of its experiment. */
const ownFields: ReadonlySet<string> = new Set(['name', 'extends', 'on']);

/** The files of a problem or method, then its own fields; or those of a method for one problem alone. */
function variantSources({ tree, folderOf }: SweepParts, path: string, on?: string): readonly Source[] {
  const place = on === undefined ? [] : ['on', on];
  const node = nodeAt(tree, [...path.split('.'), ...place]);
  if (node === undefined) return [];
  const named = (each: LocatedNode): Source => ({
    name: String(plainOf(each)),
    origin: each.origin,
    folder: folderOf(each),
  });
  if (node.type !== 'map') return [named(node)];
  const bases = nodeAt(node, ['extends']);
  const fields = [...node.entries].filter(([name]) => !ownFields.has(name));
  const layer: LocatedMap = { ...node, entries: new Map(fields) };
  return [
    ...(bases?.type === 'list' ? bases.items : bases === undefined ? [] : [bases]).map(named),
    { layer },
  ];
}

function layerAt(tree: LocatedNode, field: string): readonly Source[] {
  const layer = nodeAt(tree, [field]);
  return layer?.type === 'map' ? [{ layer }] : [];
}

/** The metrics and steps of the sweep, as fields of an experiment. */
function measured(tree: LocatedNode): Source {
  const metrics = nodeAt(tree, ['metrics']);
  const steps = nodeAt(tree, ['steps']);
  const { origin } = metrics ?? steps ?? tree;
  let fields = emptyMap(origin);
  if (metrics?.type === 'list') {
    const items = metrics.items.map((item) =>
      item.type === 'scalar' ? locatedOf({ use: item.value }, item.origin) : item,
    );
    fields = withEntry(fields, 'metrics', { key: metrics.origin, node: { ...metrics, items } });
  }
  if (steps !== undefined) fields = withEntry(fields, 'steps', { key: steps.origin, node: steps });
  const layer = emptyMap(origin);
  return {
    layer: fields.entries.size === 0 ? layer : withEntry(layer, 'evaluation', { key: origin, node: fields }),
  };
}

function overrideOf(tree: LocatedNode, { option, value, at }: PointChange): Override {
  const origin = originOf(tree, at);
  const path = option.replace(/\[(\d+)\]/g, '.$1').split('.');
  return {
    operation: 'set',
    target: { path, origins: path.map(() => origin) },
    value: locatedOf(value, origin),
  };
}

function applyAll(tree: LocatedMap, overrides: readonly Override[], mistakes: Mistakes): LocatedNode {
  return overrides.reduce<LocatedNode>((current, override) => {
    const applied = applyOverride(current, override, defaultListOf);
    if ('tree' in applied) return applied.tree;
    mistakes.report(applied.problem);
    return current;
  }, tree);
}

function withScalar(node: LocatedNode, name: string, value: string | number, tree: LocatedNode): LocatedNode {
  if (node.type !== 'map') return node;
  const origin = originOf(tree, name === 'seed' ? 'seeds' : '');
  return withEntry(node, name, { key: origin, node: { type: 'scalar', value, origin } });
}
