import type { Finding } from '../checks/index.ts';
import type { Experiment } from '../experiment.ts';

/**
 * Warns of heads that the sampler never reads: all of their orders lie above what the integrator asks for. They are trained, and
 * no sample depends on them.
 */
export function warnOfUnreadHeads({
  heads,
  integrator,
}: Pick<Experiment, 'heads' | 'integrator'>): readonly Finding[] {
  const { derivatives } = integrator.component;
  return heads.flatMap(({ component: { orders }, path }) => {
    if (orders.some((order) => order <= derivatives)) return [];
    const asked = derivatives === 1 ? 'u_1 alone' : `orders up to ${derivatives}`;
    return [
      {
        path,
        message:
          `the sampler never reads the head of order ${orders.join(', ')}: the integrator ${integrator.use} asks for ` +
          `${asked}, so samples are the same without it.`,
        fix: 'Use integrator.use=taylor, or drop the head and the losses that train it.',
      },
    ];
  });
}
