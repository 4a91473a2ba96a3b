import { InputError } from '@highorder/core';
// The browser build has no need of Node's modules, and runs in Node as well.
import { parse } from 'csv-parse/browser/esm/sync';

/** How a file is cut into fields. */
export interface CsvFormat {
  /** The name of the file, for messages. */
  readonly path: string;
  readonly delimiter: string;
}

/** Takes a row: its fields, and the line on which it ends, 1 the first. */
export type TakeRow = (fields: readonly string[], line: number) => void;

/**
 * Gives the rows of a CSV text one by one, without empty lines and without lines that begin with #; blanks about fields are dropped.
 * Throws `InputError` with the file where quotes are not closed.
 */
export function eachRow(text: string, format: CsvFormat, take: TakeRow): void {
  const lines = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  // The parser knows blanks past ASCII, too.
  if (/["\u0080-\uffff]/.test(lines) || format.delimiter.includes(' ')) parsedRows(lines, format, take);
  else plainRows(lines, format, take);
}

/** Where nothing is quoted a line is a row, cut at its delimiters: many times as fast as the parser, and equal to it. */
function plainRows(text: string, { delimiter }: CsvFormat, take: TakeRow): void {
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const written = text.slice(start, end);
    start = end + 1;
    line += 1;
    const fields = written.split(delimiter).map(withoutBlanks);
    const isEmpty = fields.length === 1 && fields[0] === '';
    if (!isEmpty && fields[0]?.startsWith('#') !== true) take(fields, line);
  }
}

function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Blank, tab and form feed: what the parser trims of ASCII, but for line ends. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0c;
}

function parsedRows(text: string, { path, delimiter }: CsvFormat, take: TakeRow): void {
  try {
    parse(text, {
      delimiter,
      trim: true,
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (fields: string[], { lines }) => {
        take(fields, lines);
        return null;
      },
    });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError({
      where: path,
      message: `This is no CSV: ${cause instanceof Error ? cause.message : String(cause)}.`,
      fix: 'Close every quote, or write a quote inside of a field twice.',
      option: 'file',
      cause,
    });
  }
}
