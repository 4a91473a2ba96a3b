/** A change of a text of lines. Places count beyond the end from the beginning again, so that any number is one. */
export interface Edit {
  readonly kind: 'drop' | 'double' | 'swap' | 'value' | 'rename' | 'insert' | 'character' | 'cut';
  readonly place: number;
  readonly text: string;
}

/** The text after these changes, one after the other. */
export function editText(text: string, edits: readonly Edit[]): string {
  return edits
    .reduce<readonly string[]>((lines, edit) => editLines(lines, edit), text.split('\n'))
    .join('\n');
}

function editLines(lines: readonly string[], { kind, place, text }: Edit): readonly string[] {
  const index = place % lines.length;
  const line = lines[index] ?? '';
  const replaced = (...by: readonly string[]) => [...lines.slice(0, index), ...by, ...lines.slice(index + 1)];
  switch (kind) {
    case 'drop':
      return replaced();
    case 'double':
      return replaced(line, line);
    case 'swap':
      return replaced(...[lines[index + 1] ?? '', line]).filter((_, at) => at !== index + 2);
    case 'value':
      return replaced(line.replace(/([:=,]\s*|^)[^:=,]*$/, (_, before: string) => `${before}${text}`));
    case 'rename':
      return replaced(line.replace(/[\w-]+(?=\s*[:=])/, text));
    case 'insert':
      return replaced(`${indentOf(line)}${text}`, line);
    case 'character': {
      const at = place % (line.length + 1);
      return replaced(line.slice(0, at) + text.slice(0, 1) + line.slice(at + 1));
    }
    case 'cut':
      return [...lines.slice(0, index), line.slice(0, place % (line.length + 1))];
  }
}

/** A key that nobody knows, beside one that is there: in the same map. Undefined where the line at this place begins no entry. */
export function withUnknownKey(text: string, place: number): string | undefined {
  const lines = text.split('\n');
  const index = place % lines.length;
  const line = lines[index] ?? '';
  if (!/^\s*[a-z]\w*:(?:\s|$)/.test(line)) return undefined;
  return [...lines.slice(0, index), `${indentOf(line)}zzUnknown: 1`, ...lines.slice(index)].join('\n');
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}
