import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { LocatedEntry, LocatedNode, ScalarValue } from './located.ts';
import type { Origin } from './origin.ts';

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
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  return readDocument(document, (offset) => {
    const { line, col } = lineCounter.linePos(offset);
    return { type: 'file', file, line, column: col };
  });
}

/**
 * Parses values in YAML's flow style, separated by commas, as a list: `1, [2, 3], { use: x }`. `originAt` turns an
 * offset in the text into an origin.
 */
export function parseFlowValues(text: string, originAt: (offset: number) => Origin): ParsedText {
  const document = parseDocument(`[${text}]`, { prettyErrors: false });
  return readDocument(document, (offset) => originAt(Math.min(Math.max(offset - 1, 0), text.length)));
}

function readDocument(document: Document.Parsed, originAt: (offset: number) => Origin): ParsedText {
  const mistakes: SyntaxMistake[] = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    origin: originAt(pos[0]),
    message: asSentence(message),
  }));
  const report = (mistake: SyntaxMistake) => mistakes.push(mistake);
  const reading: Reading = { document, originAt, report, open: [] };
  const node = mistakes.length > 0 ? undefined : readNode(document.contents, reading);
  return { node, mistakes };
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

interface Reading {
  readonly document: Document.Parsed;
  readonly originAt: (offset: number) => Origin;
  readonly report: (mistake: SyntaxMistake) => void;
  /** The collections around the node that is read. */
  readonly open: readonly YamlNode[];
}

type YamlNode = { readonly range?: readonly number[] | null | undefined } | null | undefined;

function readNode(node: YamlNode, outer: Reading): LocatedNode | undefined {
  if (node === null || node === undefined) return undefined;
  const origin = outer.originAt(node.range?.[0] ?? 0);
  const reading = { ...outer, open: [...outer.open, node] };
  if (isAlias(node)) return readAlias(node.resolve(reading.document), origin, reading);
  if (isSeq<YamlNode>(node)) {
    return {
      type: 'list',
      items: node.items.map((item) => readNode(item, reading) ?? nothing(origin)),
      origin,
    };
  }
  if (isMap<YamlNode, YamlNode>(node)) {
    const entries = node.items.map(({ key, value }) => readEntry(key, value, reading));
    return { type: 'map', entries: new Map(entries), origin };
  }
  return { type: 'scalar', value: isScalar(node) ? scalarValue(node.value) : null, origin };
}

/** The value of an alias stands where the alias stands. */
function readAlias(node: YamlNode, origin: Origin, reading: Reading): LocatedNode | undefined {
  if (node !== undefined && reading.open.includes(node)) {
    reading.report({ origin, message: 'This alias stands inside its own anchor.' });
    return undefined;
  }
  const value = readNode(node, reading);
  if (value === undefined) reading.report({ origin, message: 'No anchor before this alias has its name.' });
  return value === undefined ? undefined : { ...value, origin };
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
