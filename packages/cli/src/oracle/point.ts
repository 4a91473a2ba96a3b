/** A time and a point, in the data's own units. */
export interface FieldPoint {
  readonly t: number;
  readonly x: readonly number[];
}

/** Numbers with commas between, or undefined where one of them is none. */
export function parseNumbers(text: string): readonly number[] | undefined {
  const cells = text.split(',').map((cell) => cell.trim());
  const numbers = cells.map(Number);
  return cells.every((cell) => cell !== '') && numbers.every(Number.isFinite) ? numbers : undefined;
}
