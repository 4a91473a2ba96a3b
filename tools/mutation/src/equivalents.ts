/** A fault that changes nothing which the plugin promises, so that no test could see it. */
export interface Equivalent {
  readonly file: string;
  /** The line and what becomes of it, as the tool prints them. */
  readonly source: string;
  readonly change: string;
  readonly reason: string;
}

/** Looked at by hand, each with its reason. They are not counted. */
export const equivalents: readonly Equivalent[] = [];
