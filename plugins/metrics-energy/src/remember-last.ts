import type { Comparison, Points } from '@highorder/core';
import type { TwoSamples } from './two-samples.ts';

/** Keeps what was made of the last two sets, so that a value and its p value share it. */
export function rememberLast(
  make: (generated: Points, reference: Points) => TwoSamples,
): (comparison: Comparison) => TwoSamples {
  let last: { readonly of: readonly Points[]; readonly samples: TwoSamples } | undefined;
  return ({ generated, reference }) => {
    if (last?.of[0] === generated && last.of[1] === reference) return last.samples;
    last = { of: [generated, reference], samples: make(generated, reference) };
    return last.samples;
  };
}
