/** A map of values as a configuration holds it. */
export type Values = Readonly<Record<string, unknown>>;

/** The map under a key of a map, empty where there is none. */
export function recordAt(values: Values, key: string): Values {
  const found = values[key];
  return isRecord(found) ? found : {};
}

/** The text under a key of a map. */
export function textAt(values: Values, key: string): string | undefined {
  const found = values[key];
  return typeof found === 'string' ? found : undefined;
}

export function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
