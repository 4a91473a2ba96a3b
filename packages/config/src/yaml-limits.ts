import { Lexer } from 'yaml';

/** What no configuration comes near, and a parser would choke on. */
export const limits = {
  /** Characters of a file. */
  characters: 4_000_000,
  /** Lists and maps inside of one another. */
  depth: 100,
  /** Values of a file, those that aliases repeat counted each time. */
  values: 200_000,
} as const;

/** What is too much of a text, and at which offset. */
export interface Excess {
  readonly offset: number;
  readonly message: string;
}

/**
 * Whether a text is too long or nested too deeply to be parsed: the parser is recursive, and its lexer is not. Undefined where the
 * text is fit to be parsed.
 */
export function excessOf(text: string): Excess | undefined {
  if (text.length > limits.characters) {
    const message = `This has ${text.length} characters; at most ${limits.characters} are read.`;
    return { offset: 0, message };
  }
  const offset = deepIndent(text) ?? deepFlow(text);
  return offset === undefined ? undefined : { offset, message: tooDeep };
}

export const tooDeep = `Lists and maps are nested more than ${limits.depth} deep.`;

/** A line that begins with more blanks and dashes than levels that are allowed, two characters a level. */
function deepIndent(text: string): number | undefined {
  const found = new RegExp(`^[ \\t?-]{${2 * limits.depth},}`, 'm').exec(text);
  return found?.index;
}

function deepFlow(text: string): number | undefined {
  if (!/[[{]/.test(text)) return undefined;
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > limits.depth) return offset;
    if (!isMark(token)) offset += token.length;
  }
  return undefined;
}

/** The lexer's marks of a document, an error and a scalar are no part of the text. */
function isMark(token: string): boolean {
  return token === '\x02' || token === '\x18' || token === '\x1f';
}
