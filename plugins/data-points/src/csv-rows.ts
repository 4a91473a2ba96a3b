import { InputError } from '@highorder/core';
// The browser build has no need of Node's modules, and runs in Node as well.
import { parse } from 'csv-parse/browser/esm/sync';

/** A row of a file. */
export interface CsvRow {
  /** Where it ends, 1 the first line. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** How a file is cut into fields. */
export interface CsvFormat {
  /** The name of the file, for messages. */
  readonly path: string;
  readonly delimiter: string;
}

/**
 * The rows of a CSV text, without empty lines and without lines that begin with #; blanks about fields are dropped.
 * Throws `InputError` with the line where quotes are not closed.
 */
export function parseRows(text: string, { path, delimiter }: CsvFormat): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  try {
    parse(text.replaceAll(/\r\n?/g, '\n'), {
      delimiter,
      bom: true,
      trim: true,
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (fields: string[], { lines }) => {
        rows.push({ line: lines, fields });
        return null;
      },
    });
  } catch (cause) {
    throw new InputError({
      where: path,
      message: `This is no CSV: ${cause instanceof Error ? cause.message : String(cause)}.`,
      cause,
    });
  }
  return rows;
}
