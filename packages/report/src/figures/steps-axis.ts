/** The axis of steps goes on by this factor beyond the least and the greatest number. */
export const stepsMargin = 1.2;

/** The axis of numbers of sampling steps: a tick for each that was measured, evenly in ratio. */
export function stepsAxis(counts: readonly number[]) {
  const steps = [...new Set(counts)];
  const domain = [Math.min(...steps) / stepsMargin, Math.max(...steps) * stepsMargin];
  return {
    field: 'steps',
    type: 'quantitative' as const,
    title: 'steps',
    scale: { type: 'log' as const, base: 2, domain, nice: false },
    axis: { values: steps, format: 'd', grid: false },
  };
}
