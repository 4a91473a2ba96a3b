import { contains } from '@highorder/core';
import type { Finding, Parts } from './finding.ts';

/** Times must be drawn where the path has the derivatives that the rows need. */
export function checkTimes({ interpolant, terms }: Parts): readonly Finding[] {
  return terms.flatMap(({ name, rows }, index) => {
    const { interval } = rows.times;
    const domain = interpolant.domain(rows.derivatives ?? 0);
    if (interval === undefined || contains(domain, interval)) return [];
    return [
      {
        path: `losses.${index}.times`,
        message:
          `${name} draws times from [${interval.from}, ${interval.to}], but the path has the derivatives ` +
          `it needs only on [${domain.from}, ${domain.to}].`,
        fix: `Keep the interval within [${domain.from}, ${domain.to}], or choose another interpolant.`,
      },
    ];
  });
}
