import type typescript from 'typescript';

/** The kinds of fault, as people make them in formulas. */
export const kinds = [
  'sign',
  'factor',
  'off by one',
  'swapped',
  'dropped',
  'comparison',
  'extreme',
  'constant',
  'function',
  'order',
] as const;

export type Kind = (typeof kinds)[number];

/** One place of a source and what stands there instead. */
export interface Edit {
  readonly kind: Kind;
  /** Half-open range of characters of the source. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** An edit, and how a reader finds it again. */
export interface Fault extends Edit {
  /** Path from the root of the workspace. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** That line, without the white space around it. */
  readonly source: string;
  /** Such as `a - b -> b - a`. */
  readonly change: string;
  /** Whether it is about an option: its default or its limits. */
  readonly inOptions: boolean;
}

/** The edits that a rule makes at a node. */
export type Rule = (node: typescript.Node) => readonly Edit[];

/** Another text in the place of a node. */
export function replace(node: typescript.Node, kind: Kind, text: string): Edit {
  return { kind, from: node.getStart(), to: node.end, text };
}
