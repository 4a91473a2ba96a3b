import { hasInstance } from './brand.ts';

const errorBrand = Symbol.for('@highorder/core/HighOrderError');
const inputBrand = Symbol.for('@highorder/core/InputError');

/** The parts of a message that helps: each is one plain sentence or phrase. */
export interface ErrorParts {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Where: a file with line and column, an option, a row, a step. */
  readonly where?: string | undefined;
  /**
   * For the factory of a plugin: its option that is wrong, such as `file` or `modes.1`. The message of a configuration then
   * points at that option.
   */
  readonly option?: string | undefined;
  /** What was expected instead. */
  readonly expected?: string | undefined;
  /** The way out. */
  readonly fix?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A text as it may be printed: characters that a terminal obeys or hides (controls, escapes, changes of direction) are written
 * as `\\x1b` or `\\u202e`; line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const unprintable = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * The base of every error that HighOrder throws on purpose. Its message reads
 * `where: message Expected … Way out: …`, safe to print whatever the user's input holds; a program that catches it can read
 * the parts as they are. `instanceof` knows those of another copy of this package, too.
 */
export class HighOrderError extends Error {
  readonly parts: ErrorParts;

  constructor(parts: ErrorParts) {
    super(formatParts(parts), parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'HighOrderError';
    this.parts = parts;
  }

  static {
    Object.defineProperty(this.prototype, errorBrand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasInstance(this, { owner: HighOrderError, brand: errorBrand }, value);
  }
}

/** The user's input is wrong: a configuration, a plugin, a command line. The command line exits with status 2. */
export class InputError extends HighOrderError {
  constructor(parts: ErrorParts) {
    super(parts);
    this.name = 'InputError';
  }

  static {
    Object.defineProperty(this.prototype, inputBrand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasInstance(this, { owner: InputError, brand: inputBrand }, value);
  }
}

/** Something that the code takes for granted does not hold. `reason` says why it should have. */
export function required<Value>(value: Value | undefined | null, reason: string): Value {
  if (value === undefined || value === null) throw new HighOrderError({ message: reason });
  return value;
}

function formatParts({ where, message, expected, fix }: ErrorParts): string {
  const lines = [where === undefined ? message : `${where}: ${message}`];
  if (expected !== undefined) lines.push(`Expected: ${expected}`);
  if (fix !== undefined) lines.push(`Way out: ${fix}`);
  return printable(lines.join('\n  '));
}
