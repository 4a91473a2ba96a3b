import { z } from 'zod';
import type { Components, Kind } from './components.ts';

/**
 * A component that is named but not yet made: what parsing leaves where a schema has `component(kind)`. The runtime
 * replaces it by the live component before a plugin's factory sees its options.
 */
export class ComponentReference {
  readonly kind: string;
  /** The name of the plugin. */
  readonly use: string;
  /** The rest of the map, not yet checked against the plugin's own schema. */
  readonly options: Readonly<Record<string, unknown>>;

  constructor(kind: string, use: string, options: Readonly<Record<string, unknown>>) {
    this.kind = kind;
    this.use = use;
    this.options = options;
  }
}

/** What the schema of a slot says about it, for those that walk schemas (JSON schema, documentation). */
export interface ComponentSlot {
  readonly kind: string;
}

const slots = new WeakMap<z.ZodType, ComponentSlot>();

/** The slot behind a schema made by `component`, or undefined for any other schema. */
export function slotOf(schema: z.ZodType): ComponentSlot | undefined {
  return slots.get(schema);
}

/** Ways to write a component more shortly. */
export interface ComponentForm<K extends Kind> {
  /** The component that a bare number stands for: `learningRate: 0.003`. */
  readonly number?: (value: number) => ComponentInput<K>;
}

/** A component as a user writes it: the plugin's name and its options. */
export interface ComponentInput<K extends Kind> {
  readonly use: string;
  readonly [option: string]: unknown;
  /** Only for the type checker: tells inputs of different kinds apart. */
  readonly [kindOf]?: K;
}

declare const kindOf: unique symbol;

/**
 * A schema for a component of a kind inside options: `{ use: name, ...its options }`.
 *
 * Its output type is the live component, since the runtime puts that there before the plugin's factory is called;
 * a bare `parse` leaves a `ComponentReference`.
 *
 * ```ts
 * options: z.strictObject({ learningRate: component('learning-rate').default({ use: 'constant', value: 1e-3 }) })
 * ```
 */
export function component<K extends Kind>(
  kind: K,
  form: ComponentForm<K> = {},
): z.ZodType<Components[K], ComponentInput<K> | number> {
  const written = z
    .looseObject({ use: z.string() })
    .transform(({ use, ...options }) => new ComponentReference(kind, use, options));
  const { number } = form;
  const schema =
    number === undefined
      ? written
      : z.union([z.number().transform((value) => written.parse(number(value))), written]);
  slots.set(schema, { kind });
  // The runtime keeps the promise of the output type; see the comment above.
  return schema as unknown as z.ZodType<Components[K], ComponentInput<K> | number>;
}
