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
  process.stdout.write(json === true ? formatJson(document) : `${text.replace(/\n$/, '')}\n`);
}

/** A JSON document with a line an entry. */
export function formatJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Tells people something beside the result, on standard error. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
