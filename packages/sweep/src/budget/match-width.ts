import type { PointChange } from '@highorder/config';

/** Options of heads that say how wide they are: a number, or a list of them. */
const widthOptions = ['hidden', 'width'] as const;

/** An option that says how wide a head is. */
export interface Width {
  /** Such as `heads.0.hidden`. */
  readonly option: string;
  readonly value: number | readonly number[];
}

/** The widths of all heads in the values of an experiment. */
export function widthsOf(values: unknown): readonly Width[] {
  const heads: unknown = Object(values)['heads'];
  if (!Array.isArray(heads)) return [];
  return heads.flatMap((head: unknown, index) =>
    widthOptions.flatMap((name): readonly Width[] => {
      const value: unknown = Object(head)[name];
      const option = `heads.${index}.${name}`;
      if (typeof value === 'number') return [{ option, value }];
      return isNumbers(value) && value.length > 0 ? [{ option, value }] : [];
    }),
  );
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}

/** The same widths, all multiplied by a factor and rounded; at least 1. */
export function scaleWidths(widths: readonly Width[], factor: number): readonly PointChange[] {
  const scale = (width: number) => Math.max(1, Math.round(width * factor));
  return widths.map(({ option, value }) => ({
    option,
    value: typeof value === 'number' ? scale(value) : value.map(scale),
    at: 'budget.parameters',
  }));
}

/** A search for the factor of all widths that makes a flow have about so many parameters. */
export interface WidthSearch {
  readonly widths: readonly Width[];
  readonly target: number;
  /** Parameters with some widths; undefined where these widths cannot be. */
  readonly count: (changes: readonly PointChange[]) => number | undefined;
}

/** Widths are tried up to this many times their own. */
const MOST = 64;

/**
 * The widths whose number of parameters is nearest to the target. The widest layer takes whole numbers, so the search is among those: by
 * halving, since a wider flow has more parameters, and then among the neighbours of what was found, some of which
 * may not be possible (heads of attention divide a width).
 */
export function matchWidth({ widths, target, count }: WidthSearch): readonly PointChange[] | undefined {
  const widest = Math.max(...widths.flatMap(({ value }) => value));
  const changesAt = (width: number) => scaleWidths(widths, width / widest);
  const countAt = (width: number) => count(changesAt(width));
  let [low, high] = [1, Math.ceil(widest * MOST)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const found = possibleNear(middle, low, high, countAt);
    if (found === undefined) break;
    if (found.parameters <= target) low = Math.max(found.width, low + 1);
    else high = Math.min(found.width, high - 1);
  }
  const around = Array.from({ length: 17 }, (_, index) => low - 8 + index).filter((width) => width >= 1);
  const known = around.flatMap((width) => {
    const parameters = countAt(width);
    return parameters === undefined ? [] : [{ width, miss: Math.abs(parameters - target) }];
  });
  const best = known.reduce<(typeof known)[number] | undefined>(
    (nearest, each) => (nearest === undefined || each.miss < nearest.miss ? each : nearest),
    undefined,
  );
  return best === undefined ? undefined : changesAt(best.width);
}

/** The first width from `from` on, below `end`, that can be, and its parameters; else the first below. */
function possibleNear(
  from: number,
  start: number,
  end: number,
  countAt: (width: number) => number | undefined,
): { readonly width: number; readonly parameters: number } | undefined {
  for (let distance = 0; distance < 16; distance++) {
    for (const width of [from + distance, from - distance]) {
      const parameters = width > start && width < end ? countAt(width) : undefined;
      if (parameters !== undefined) return { width, parameters };
    }
  }
  return undefined;
}
