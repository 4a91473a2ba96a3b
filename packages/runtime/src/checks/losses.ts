import { sortedOrders } from '../container.ts';
import type { Finding, Parts } from './finding.ts';

/** Every loss term must find the heads that it needs. */
export function checkLosses({ heads, terms }: Parts): readonly Finding[] {
  const orders = sortedOrders(heads);
  return terms.flatMap((term, index) => {
    const missing = term.orders.filter((order) => !orders.includes(order));
    if (missing.length === 0) return [];
    return [
      {
        path: `losses.${index}`,
        message: `${term.name} needs a head of order ${missing.join(', ')}; heads have orders ${orders.join(', ')}.`,
        fix: `Add a head of order ${missing.join(', ')}, or drop this term.`,
      },
    ];
  });
}
