import type { z } from 'zod';
import type { Components, Kind } from './components.ts';
import { requireName } from './define-kind.ts';
import type { ServiceName, Services } from './services.ts';

/** Grows when plugins that were made before it cannot work any more: a major version of this package. */
export const apiVersion = 1;

/** A component of some kind as data, plus one factory. */
export interface PluginDefinition<
  K extends Kind,
  Schema extends z.ZodType,
  Need extends ServiceName = never,
> {
  readonly kind: K;
  /** Kebab-case, unique within its kind: the word after `use:`. */
  readonly name: string;
  /** What it is, in one sentence. */
  readonly summary: string;
  /**
   * Works to cite when it is used: keys of a `references.bib`, that of this workspace or the one that the package.json of the plugin names
   * beside its plugins, or whole BibTeX entries.
   */
  readonly cite: readonly string[];
  /** Its options, strict: unknown names are mistakes. Every option says what it is with `.describe()`. */
  readonly options: Schema;
  /** Of a callback whose work a job's results depend on: it then belongs to the name of the job, as other components do. */
  readonly affects?: 'results';
  /** Services that its factory is given. */
  readonly needs?: readonly Need[];
  /** Makes the component from checked options. Pure; throws `InputError` where options contradict each other. */
  create(options: z.output<Schema>, services: Pick<Services, Need>): Components[K];
}

/** A defined plugin. `create` takes options as its schema gives them. */
export interface Plugin<
  K extends Kind = Kind,
  Schema extends z.ZodType = z.ZodType,
  Need extends ServiceName = ServiceName,
> extends PluginDefinition<K, Schema, Need> {
  readonly definition: 'plugin';
  /** The `apiVersion` of the core that defined it. */
  readonly api: number;
  readonly needs: readonly Need[];
  /** Checks options as a user writes them and makes the component. For options without nested components. */
  make(options?: z.input<Schema>, services?: Pick<Services, Need>): Components[K];
}

/**
 * Defines a plugin. A plugin package exports one as default, or an array of plugins and kinds.
 *
 * ```ts
 * export default definePlugin({
 *   kind: 'interpolant',
 *   name: 'ot',
 *   summary: 'The straight path.',
 *   cite: ['lipman2023flow'],
 *   options: z.strictObject({}),
 *   create: () => ({ domain: () => unitInterval, weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }) }),
 * });
 * ```
 *
 * Throws `InputError` where the name is not a name.
 */
export function definePlugin<K extends Kind, Schema extends z.ZodType, Need extends ServiceName = never>(
  definition: PluginDefinition<K, Schema, Need>,
): Plugin<K, Schema, Need> {
  requireName(definition.kind, definition.name);
  return {
    ...definition,
    definition: 'plugin',
    api: apiVersion,
    needs: definition.needs ?? [],
    make: (options, services) =>
      definition.create(definition.options.parse(options ?? {}), services ?? ({} as Pick<Services, Need>)),
  };
}
