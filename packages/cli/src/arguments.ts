/** The words of a command line, told apart. */
export interface ComposeWords {
  /** Configurations: names on the search path, or files. */
  readonly sources: readonly string[];
  /** Changes: `key=value`, `+key=value`, `~key`. */
  readonly overrides: readonly string[];
}

/** Tells overrides from configurations: an override holds `=` or begins with `+` or `~`. */
export function splitWords(words: readonly string[]): ComposeWords {
  return {
    sources: words.filter((word) => !isOverride(word)),
    overrides: words.filter(isOverride),
  };
}

function isOverride(word: string): boolean {
  return word.includes('=') || /^[+~]/.test(word);
}

/** A command line that a shell reads as these words. */
export function quoteWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=,+@%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
