import type { KindDefinition, Plugin } from '@highorder/core';

/** The kinds and plugins that a configuration may name. */
export interface Registry {
  kinds(): readonly KindDefinition[];
  /** Names of the plugins of a kind, sorted as they should be shown. */
  names(kind: string): readonly string[];
  find(kind: string, name: string): Plugin | undefined;
  /** Packages whose plugins could not be loaded, and why: one of them may be what a configuration names. */
  readonly failures?: readonly { readonly package: string; readonly reason: string }[] | undefined;
}
