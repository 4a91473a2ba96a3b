import { InputError } from './error.ts';

/** A kind of component. */
export interface KindDefinition {
  readonly definition: 'kind';
  /** Kebab-case, unique. */
  readonly name: string;
  /** What such a component does, in one sentence. */
  readonly summary: string;
}

/**
 * Declares a kind of component. A package that adds a kind exports this beside its plugins, and adds the kind's
 * interface to `Components` by declaration merging.
 *
 * ```ts
 * declare module '@highorder/core' {
 *   interface Components { readonly noise: Noise }
 * }
 * export const noise = defineKind({ name: 'noise', summary: 'Perturbs the points of a batch.' });
 * ```
 */
export function defineKind({
  name,
  summary,
}: {
  readonly name: string;
  readonly summary: string;
}): KindDefinition {
  requireName('kind', name);
  return { definition: 'kind', name, summary };
}

/** Throws where a name is not lower-case words and numbers joined by hyphens. */
export function requireName(what: string, name: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return;
  throw new InputError({
    where: `${what} "${name}"`,
    message: 'This is not a name.',
    expected: 'lower-case words and numbers joined by hyphens, such as "vp-ode"',
  });
}
