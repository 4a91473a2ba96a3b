/**
 * Whether a condition holds: each of its names has, among the facts, one of the values that the condition lists for it. A name
 * without a fact never holds.
 */
export function applies(
  when: Readonly<Record<string, unknown>>,
  facts: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(when).every(([name, wanted]) => {
    const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return Object.hasOwn(facts, name) && values.some((value) => isEqualValue(value, facts[name]));
  });
}

/** Whether two values of options are written alike. */
export function isEqualValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
