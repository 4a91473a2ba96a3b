/**
 * The answer of `instanceof` for a class whose instances may come from another copy of this package, as every third-party installation
 * can have one: what carries the class's brand counts. A brand is a symbol of the global registry, `Symbol.for`, which all copies share.
 * Classes that extend it are asked in the ordinary way.
 */
export function hasInstance(asked: object, { owner, brand }: Branded, value: unknown): boolean {
  if (asked === owner) return typeof value === 'object' && value !== null && brand in value;
  return Function.prototype[Symbol.hasInstance].call(asked, value);
}

/** A class and the symbol on its prototype. */
export interface Branded {
  readonly owner: object;
  readonly brand: symbol;
}
