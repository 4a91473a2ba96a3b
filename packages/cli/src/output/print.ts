import { printable } from '@highorder/core';

/** A result in both of its forms. */
export interface Answer {
  /** For `--json`: data alone. */
  readonly document: unknown;
  /** For people. */
  readonly text: string;
}

/** What every verb takes. */
export interface JsonOption {
  readonly json?: true;
}

/** Prints a result on standard output: the text, or with `--json` the document. */
export function print({ json }: JsonOption, { document, text }: Answer): void {
  process.stdout.write(json === true ? formatJson(document) : `${printable(text.replace(/\n$/, ''))}\n`);
}

/** A JSON document with a line an entry. What a terminal would obey is escaped as JSON does it. */
export function formatJson(document: unknown): string {
  const text = JSON.stringify(document, null, 2);
  return `${text.replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, jsonEscape)}\n`;
}

function jsonEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Tells people something beside the result, on standard error. */
export function note(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}
