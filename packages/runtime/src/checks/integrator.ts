import { sortedOrders } from '../container.ts';
import type { Finding, Parts } from './finding.ts';

/** The integrator must find the derivatives that it asks the flow for. */
export function checkIntegrator({ heads, integrator }: Parts): readonly Finding[] {
  const orders = sortedOrders(heads);
  const highest = Math.max(...orders);
  if (integrator.derivatives <= highest) return [];
  return [
    {
      path: 'integrator',
      message: `it needs derivatives up to order ${integrator.derivatives}; heads have orders ${orders.join(', ')}.`,
      fix: `Add heads up to order ${integrator.derivatives}, or choose an integrator that needs at most order ${highest}.`,
    },
  ];
}
