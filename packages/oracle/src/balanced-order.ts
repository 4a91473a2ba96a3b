import { mirrored } from './nested-scramble.ts';

/** Point `index` of those that a component gets. */
export interface Place {
  readonly component: number;
  readonly index: number;
}

/**
 * The places of all components in an order of which every beginning is balanced: place j of n stands at (j + 1/2) / n
 * of the way. Among equals, components come in the mirrored order of their bits, which spreads any beginning of them
 * over their whole range.
 */
export function balancedOrder(counts: Int32Array): readonly Place[] {
  const places: (Place & { readonly at: number })[] = [];
  counts.forEach((count, component) => {
    for (let index = 0; index < count; index++) places.push({ component, index, at: (index + 0.5) / count });
  });
  return places.sort((a, b) => a.at - b.at || mirrored(a.component) - mirrored(b.component));
}
