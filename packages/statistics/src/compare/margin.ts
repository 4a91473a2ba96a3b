import { InputError } from '@highorder/core';

/** The least difference that matters: a share of the baseline's mean, or an amount in the metric's units. */
export type Margin = { readonly share: number } | { readonly amount: number };

/** A margin as it is written: `5%` of the baseline's mean, or a number in the metric's units. */
export type WrittenMargin = string | number;

/** One margin for all metrics, or one for each that is named. */
export type Relevant = WrittenMargin | Readonly<Record<string, WrittenMargin>>;

/**
 * Reads a margin: `5%` is a share of 0.05, `0.2` an amount.
 *
 * Throws InputError where it is neither, or not positive.
 */
export function readMargin(written: WrittenMargin): Margin {
  const [, number, percent] = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*(%?)\s*$/i.exec(String(written)) ?? [];
  const size = Number(number);
  if (!(size > 0 && Number.isFinite(size))) {
    throw new InputError({
      where: 'relevant',
      message: `The least difference that matters is ${JSON.stringify(written)}.`,
      expected:
        "a share of the baseline's mean such as 5%, or a positive number in the metric's units such as 0.2.",
      fix: 'relevant: 5%',
    });
  }
  return percent === '%' ? { share: size / 100 } : { amount: size };
}

/** The margin of a metric; undefined where none is stated for it. */
export function marginOf(relevant: Relevant | undefined, metric: string): Margin | undefined {
  const written = typeof relevant === 'object' ? relevant[metric] : relevant;
  return written === undefined ? undefined : readMargin(written);
}

/** The size of a margin in the metric's units, beside a baseline of this mean. */
export function sizeOf(margin: Margin, baselineMean: number): number {
  return 'amount' in margin ? margin.amount : margin.share * Math.abs(baselineMean);
}
