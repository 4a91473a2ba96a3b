import { printable } from '@highorder/core';
import { clip, clipAround } from './clip.ts';
import { closestName, nearestNames } from './closest.ts';
import { formatOrigin, type Origin } from './origin.ts';

/** What sort of mistake a problem is. */
export type ProblemCode =
  | 'source'
  | 'syntax'
  | 'override'
  | 'no-such-place'
  | 'unknown-key'
  | 'unknown-plugin'
  | 'unknown-kind'
  | 'missing'
  | 'value';

/** One mistake in a configuration. */
export interface Problem {
  readonly code: ProblemCode;
  /** The place in the experiment, such as `losses.2.use`; empty where the mistake is a whole file's. */
  readonly path: string;
  readonly origin: Origin;
  /** The line of the file, or the argument, that holds the mistake. */
  readonly excerpt?: string | undefined;
  /** What is wrong, in one sentence. */
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  /** The names that would have been right. */
  readonly known?: readonly string[] | undefined;
  /** The known name nearest to the one that was found. */
  readonly closest?: string | undefined;
  /** The way out. */
  readonly fix?: string | undefined;
}

/** A problem whose excerpt is not yet cut out. */
export type ProblemDraft = Omit<Problem, 'excerpt' | 'closest'> & {
  /** The name that was looked up among the known ones. */
  readonly name?: string | undefined;
};

/** Cuts the excerpt out and looks for the closest name. `lineOf` gives a line of a file that was read. */
export function finishProblem(
  { name, ...draft }: ProblemDraft,
  lineOf: (file: string, line: number) => string | undefined,
): Problem {
  const { origin, known } = draft;
  const closest = name === undefined || known === undefined ? undefined : closestName(name, known);
  const ordered = name === undefined || known === undefined ? known : shorten(name, known);
  return { ...draft, known: ordered, closest, excerpt: excerptOf(origin, lineOf) };
}

/** Few names are all shown in their own order, many only the nearest. */
const manyNames = 24;

function shorten(name: string, known: readonly string[]): readonly string[] {
  return known.length <= manyNames ? known : nearestNames(name, known).slice(0, 8);
}

function excerptOf(
  origin: Origin,
  lineOf: (file: string, line: number) => string | undefined,
): string | undefined {
  if (origin.type === 'file') return lineOf(origin.file, origin.line);
  return origin.type === 'command-line' ? origin.argument : undefined;
}

/**
 * The problem as a user reads it:
 *
 * ```
 * configs/a.yaml:19:12  losses.2.use: no loss is called "self-consistancy".
 *     19 |   - { use: self-consistancy, weight: 1 }
 *        |            ^
 *   Known: matching, self-consistency. Closest: self-consistency.
 * ```
 */
export function formatProblem(problem: Problem): string {
  const { origin, path, message, fix } = problem;
  const place = path === '' ? '' : `${clip(path)}: `;
  const lines = [`${formatOrigin(origin)}  ${place}${message}`, ...formatExcerpt(problem)];
  const names = formatNames(problem);
  if (names !== '') lines.push(`  ${names}`);
  if (fix !== undefined) lines.push(`  Way out: ${fix}`);
  return lines.join('\n');
}

function formatExcerpt({ origin, excerpt }: Problem): readonly string[] {
  if (excerpt === undefined || origin.type === 'default') return [];
  const { before, after } = clipAround(excerpt, origin.column - 1);
  const shown = printable(before);
  const line = shown + printable(after);
  // Tabs stay tabs under the line, so that the caret stands right at any tab width.
  const indent = shown.replace(/[^\t]/g, ' ');
  if (origin.type === 'command-line') return [`    ${line}`, `    ${indent}^`];
  const number = String(origin.line);
  return [`    ${number} | ${line}`, `    ${' '.repeat(number.length)} | ${indent}^`];
}

function formatNames({ known, closest }: Problem): string {
  const parts: string[] = [];
  if (known !== undefined && known.length > 0) parts.push(`Known: ${known.map(clip).join(', ')}.`);
  if (closest !== undefined) parts.push(`Closest: ${clip(closest)}.`);
  return parts.join(' ');
}
