const lineWidth = 110;

/** JSON text as the formatter of this workspace leaves it: lists of plain values on one line where they fit. */
export function formatJson(value: unknown): string {
  const spread = JSON.stringify(value, undefined, 2);
  const joined = spread.replaceAll(/^( *(?:"[^"]*": )?)\[\n([^[\]{}]*?)\n *\]/gm, (whole, start, items) => {
    const line = `${start}[${String(items).trim().split(/\n\s*/).join(' ')}]`;
    return line.length < lineWidth ? line : whole;
  });
  return `${joined}\n`;
}
