import { splitWords } from './arguments.ts';

/** Words of `explain`: a path, where there is one, and the rest. */
export interface PathAndRest {
  readonly path: string | undefined;
  readonly rest: readonly string[];
}

/**
 * The last word that is no change is a path into the experiment where it begins with one of the experiment's fields,
 * is no file name (no slash, no .yaml) and another configuration stands before it.
 */
export function splitPath(words: readonly string[], fields: readonly string[]): PathAndRest {
  const { sources, overrides } = splitWords(words);
  const last = sources.at(-1) ?? '';
  const isFile = last.includes('/') || /\.ya?ml$/.test(last);
  const isPlace = sources.length > 1 && !isFile && fields.includes(last.split('.')[0] ?? '');
  return isPlace
    ? { path: last, rest: [...sources.slice(0, -1), ...overrides] }
    : { path: undefined, rest: words };
}
