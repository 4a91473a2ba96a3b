/** What must be known to read the page of a sweep, by the sweep's name; Markdown. */
export const notes: Readonly<Record<string, string>> = {
  'one-step': [
    '**How fair this is.** The sweep tunes nothing. [homo-best](../homo-best.md#how-fair-that-is) was chosen among some thirty variants on four modes, five modes and the circle, three of the nine problems here; ' +
      'each baseline had three learning rates, and the best was at the end of the grid for all but flow matching. `mean-flow` has no adaptive weight because of one seed, and is better with `power: 0.5` on four of five problems that were checked: ' +
      'this table shows nothing against it. Baselines deviate from their authors’ methods: [the list](../deviations.md#deviations-from-the-authors-methods).',
  ].join('\n\n'),
};
