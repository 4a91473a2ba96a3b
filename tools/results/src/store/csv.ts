/** Lines of cells as RFC 4180 has them: what holds a comma, a quote or a line break stands in quotes. */
export function formatCsv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}

/**
 * The lines below the head, each by the names of its columns. Cells hold no line breaks. Throws where a line has another number of cells than
 * the head.
 */
export function parseCsv(text: string): readonly ReadonlyMap<string, string>[] {
  const [head = [], ...lines] = text.trimEnd().split('\n').map(cellsOf);
  return lines.map((cells, index) => {
    if (cells.length !== head.length) {
      throw new Error(`Line ${index + 2}: ${cells.length} cells, not ${head.length}.`);
    }
    return new Map(head.map((name, column) => [name, cells[column] ?? '']));
  });
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))(?=,|$)/g)].map(
    ([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain ?? '',
  );
}
