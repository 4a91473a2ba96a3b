import { type FieldPoint, parseNumbers } from './point.ts';
import { InputError } from '@highorder/core';

/** Words of a command line, told apart from the points among them. */
export interface WordsWithPoints {
  readonly words: readonly string[];
  readonly points: readonly FieldPoint[];
}

/**
 * Takes the points `t,x,y,…` out of the words of a command line: numbers with commas between, which no configuration is
 * called.
 */
export function takePoints(words: readonly string[]): WordsWithPoints {
  const isPoint = (word: string) => word.includes(',') && parseNumbers(word) !== undefined;
  return {
    words: words.filter((word) => !isPoint(word)),
    points: words.filter(isPoint).map((word) => pointOf(word, 'command line')),
  };
}

/**
 * Reads points from CSV, one a line: t, then the coordinates. A first line that holds no numbers is a header; empty lines
 * and those that begin with # are left out. Throws `InputError` where a line is no point.
 */
export function readPoints(text: string, file: string): readonly FieldPoint[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), where: `${file}:${index + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const isHeader = first.line.split(',').every((cell) => parseNumbers(cell) === undefined);
  return (isHeader ? rest : lines).map(({ line, where }) => pointOf(line, where));
}

function pointOf(text: string, where: string): FieldPoint {
  const [t, ...x] = parseNumbers(text) ?? [];
  if (t !== undefined && t >= 0 && t <= 1 && x.length > 0) return { t, x };
  throw new InputError({
    where,
    message: `"${text}" is not a time and a point.`,
    expected: 't,x,y,… with t from 0 to 1, such as 0.5,2.44,2.27',
  });
}
