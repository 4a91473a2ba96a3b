/** A plugin that ships with this workspace, as its generated list knows it without loading its package. */
export interface BuiltInPlugin {
  /** The package to import it from. */
  readonly package: string;
  readonly kind: string;
  /** Unique within its kind: the word after `use:`. */
  readonly name: string;
  /** What it is, in one sentence. */
  readonly summary: string;
}
