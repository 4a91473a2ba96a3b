import type { Finding, Parts } from './finding.ts';

/** The heads must have the orders 1 ... K, each once. */
export function checkHeads({ heads, headPaths }: Parts): readonly Finding[] {
  const seen = new Set<number>();
  const findings: Finding[] = [];
  heads.forEach(({ orders }, index) => {
    for (const order of orders) {
      if (seen.has(order)) findings.push(twice(headPaths[index] ?? 'heads', order));
      seen.add(order);
    }
  });
  return [...findings, ...gaps(seen)];
}

function twice(path: string, order: number): Finding {
  return {
    path,
    message: `there is a second head of order ${order}.`,
    fix: 'Give each head an order of its own, or drop one.',
  };
}

function gaps(seen: ReadonlySet<number>): readonly Finding[] {
  const highest = Math.max(...seen);
  // The first few say enough.
  const missing = Array.from({ length: Math.min(highest, 20) }, (_, index) => index + 1).filter(
    (order) => !seen.has(order),
  );
  if (missing.length === 0) return [];
  return [
    {
      path: 'heads',
      message: `there is a head of order ${highest}, but none of order ${missing.join(', ')}.`,
      fix: `Add a head of order ${missing.join(', ')}.`,
    },
  ];
}
