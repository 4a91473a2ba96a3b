import type { HeadLayout, LossTerm, OrderHead } from '@highorder/core';
import { sortedOrders } from '../container.ts';
import type { Finding, Parts } from './finding.ts';

/** Every loss term must find the heads that it needs, and find them to be what it takes them for. */
export function checkLosses({ heads, terms }: Parts): readonly Finding[] {
  const orders = sortedOrders(heads);
  return terms.flatMap((term, index) => {
    const path = `losses.${index}`;
    const missing = term.orders.filter((order) => !orders.includes(order));
    if (missing.length === 0) return layoutFindings(term, heads).map((finding) => ({ path, ...finding }));
    return [
      {
        path,
        message: `${term.name} needs a head of order ${missing.join(', ')}; heads have orders ${orders.join(', ')}.`,
        fix: `Add a head of order ${missing.join(', ')}, or drop this term.`,
      },
    ];
  });
}

type LayoutFinding = Omit<Finding, 'path'>;

/** Heads that see d where they must not, that do not where they must, and heads above the last. */
function layoutFindings({ name, layout }: LossTerm, heads: readonly OrderHead[]): readonly LayoutFinding[] {
  if (layout === undefined) return [];
  return heads.flatMap((head) => head.orders.flatMap((order) => mistakenHead(name, layout, { head, order })));
}

interface HeadOfOrder {
  readonly head: OrderHead;
  readonly order: number;
}

function mistakenHead(
  term: string,
  { instantaneous, average }: HeadLayout,
  { head, order }: HeadOfOrder,
): readonly LayoutFinding[] {
  const seesStep = head.sees.includes('d');
  if (order > average) {
    return [
      {
        message: `${term} takes the head of order ${average} for the last, and there is one of order ${order}.`,
        fix: `Drop the head of order ${order}, or give the term a higher order.`,
      },
    ];
  }
  if (seesStep && instantaneous.includes(order)) {
    return [
      {
        message: `${term} takes u_${order} for a derivative at a single time, but its head sees the step d.`,
        fix: `Leave d out of what the head of order ${order} sees, in a head of its own.`,
      },
    ];
  }
  if (seesStep || order !== average) return [];
  return [
    {
      message: `${term} takes u_${order} for an average over the step d, but its head does not see d.`,
      fix: `Let the head of order ${order} see d.`,
    },
  ];
}
