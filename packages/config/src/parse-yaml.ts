import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { LocatedEntry, LocatedNode, ScalarValue } from './located.ts';
import type { Origin } from './origin.ts';
import { excessOf, limits, tooDeep } from './yaml-limits.ts';

/** What is wrong with a YAML text, and where. */
export interface SyntaxMistake {
  readonly origin: Origin;
  readonly message: string;
}

/** A YAML text as a located tree. */
export interface ParsedText {
  /** Undefined where the text is empty. */
  readonly node: LocatedNode | undefined;
  readonly mistakes: readonly SyntaxMistake[];
}

/** Parses a YAML file. Every part of the tree knows its line and column. */
export function parseYamlFile(file: string, text: string): ParsedText {
  const lineCounter = new LineCounter();
  const originAt = (offset: number): Origin => {
    const { line, col } = lineCounter.linePos(offset);
    return { type: 'file', file, line, column: col };
  };
  const excess = excessOf(text);
  if (excess !== undefined) {
    countLines(text, excess.offset, lineCounter);
    return refused(originAt(excess.offset), excess.message);
  }
  return readDocument(parseDocument(text, { ...parsing, lineCounter }), originAt);
}

/** Equal keys are found here: the parser compares each with each. */
const parsing = { prettyErrors: false, uniqueKeys: false } as const;

function countLines(text: string, offset: number, { addNewLine }: LineCounter): void {
  addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
    addNewLine(at + 1);
}

function refused(origin: Origin, message: string): ParsedText {
  return { node: undefined, mistakes: [{ origin, message }] };
}

/**
 * Parses values in YAML's flow style, separated by commas, as a list: `1, [2, 3], { use: x }`. `originAt` turns an
 * offset in the text into an origin.
 */
export function parseFlowValues(text: string, originAt: (offset: number) => Origin): ParsedText {
  const list = `[${text}]`;
  const inside = (offset: number) => originAt(Math.min(Math.max(offset - 1, 0), text.length));
  const excess = excessOf(list);
  if (excess !== undefined) return refused(inside(excess.offset), excess.message);
  return readDocument(parseDocument(list, parsing), inside);
}

function readDocument(document: Document.Parsed, originAt: (offset: number) => Origin): ParsedText {
  const mistakes: SyntaxMistake[] = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    origin: originAt(pos[0]),
    message: asSentence(message),
  }));
  const report = (mistake: SyntaxMistake) => mistakes.push(mistake);
  const size = { values: 0, deepest: 0 };
  const reading: Reading = { originAt, report, depth: 0, anchors: new Map(), size };
  const node = mistakes.length > 0 ? undefined : readNode(document.contents, reading);
  return { node: mistakes.length > 0 ? undefined : node, mistakes };
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

interface Reading {
  readonly originAt: (offset: number) => Origin;
  readonly report: (mistake: SyntaxMistake) => void;
  /** Collections around the node that is read. */
  readonly depth: number;
  /** What has an anchor, by its name: 'open' while it is read. A later one of the same name takes its place. */
  readonly anchors: Map<string, Anchored | 'open'>;
  /** How much was read, and how deep that was. */
  readonly size: { values: number; deepest: number };
}

/** A node with an anchor: what stands there, its number of values and how many levels it has. */
interface Anchored {
  readonly node: LocatedNode;
  readonly values: number;
  readonly levels: number;
}

type YamlNode =
  | { readonly range?: readonly number[] | null | undefined; readonly anchor?: string | undefined }
  | null
  | undefined;

function readNode(node: YamlNode, outer: Reading): LocatedNode | undefined {
  if (node === null || node === undefined) return undefined;
  const origin = outer.originAt(node.range?.[0] ?? 0);
  const reading = { ...outer, depth: outer.depth + 1 };
  if (isAlias(node)) return readAlias(node.source, origin, reading);
  if (isTooMuch(reading, origin, { values: 1, levels: 0 })) return undefined;
  return node.anchor === undefined
    ? readContent(node, origin, reading)
    : readAnchored(node, node.anchor, origin, reading);
}

function readAnchored(node: YamlNode, name: string, origin: Origin, reading: Reading): LocatedNode {
  const { anchors, size, depth } = reading;
  const { values, deepest } = size;
  size.deepest = depth;
  anchors.set(name, 'open');
  const content = readContent(node, origin, reading);
  anchors.set(name, { node: content, values: size.values - values + 1, levels: size.deepest - depth });
  size.deepest = Math.max(size.deepest, deepest);
  return content;
}

function readContent(node: YamlNode, origin: Origin, reading: Reading): LocatedNode {
  if (isSeq<YamlNode>(node)) {
    return {
      type: 'list',
      items: node.items.map((item) => readNode(item, reading) ?? nothing(origin)),
      origin,
    };
  }
  if (isMap<YamlNode, YamlNode>(node)) {
    return { type: 'map', entries: readEntries(node.items, reading), origin };
  }
  return { type: 'scalar', value: isScalar(node) ? scalarValue(node.value) : null, origin };
}

/** Counts values that are read, and tells once where they are too many or too deep. */
function isTooMuch(
  { depth, size, report }: Reading,
  origin: Origin,
  { values, levels }: Omit<Anchored, 'node'>,
): boolean {
  if (size.values > limits.values) return true;
  size.values += values;
  size.deepest = Math.max(size.deepest, depth + levels);
  const tooMany = size.values > limits.values;
  if (!tooMany && size.deepest <= 2 * limits.depth) return false;
  report({ origin, message: tooMany ? tooManyValues : tooDeep });
  size.values = Number.POSITIVE_INFINITY;
  return true;
}

const tooManyValues = `These are more than ${limits.values} values, those that aliases repeat counted.`;

interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

function readEntries(pairs: readonly YamlPair[], reading: Reading): ReadonlyMap<string, LocatedEntry> {
  const entries = new Map<string, LocatedEntry>();
  for (const { key, value } of pairs) {
    const [name, entry] = readEntry(key, value, reading);
    if (entries.has(name))
      reading.report({ origin: entry.key, message: `The key "${name}" stands here twice.` });
    entries.set(name, entry);
  }
  return entries;
}

/** The value of an alias stands where the alias stands. */
function readAlias(name: string, origin: Origin, reading: Reading): LocatedNode | undefined {
  const anchored = reading.anchors.get(name);
  if (anchored === undefined || anchored === 'open') {
    const message =
      anchored === 'open'
        ? 'This alias stands inside its own anchor.'
        : 'No anchor before this alias has its name.';
    reading.report({ origin, message });
    return undefined;
  }
  return isTooMuch(reading, origin, anchored) ? undefined : { ...anchored.node, origin };
}

function readEntry(key: YamlNode, value: YamlNode, reading: Reading): readonly [string, LocatedEntry] {
  const origin = reading.originAt(key?.range?.[0] ?? 0);
  if (!isScalar(key)) reading.report({ origin, message: 'A key must be a plain name.' });
  const name = isScalar(key) ? String(key.value) : '';
  return [name, { key: origin, node: readNode(value, reading) ?? nothing(origin) }];
}

function nothing(origin: Origin): LocatedNode {
  return { type: 'scalar', value: null, origin };
}

function scalarValue(value: unknown): ScalarValue {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
