import { z } from 'zod';
import { hasInstance } from './brand.ts';
import type { Components, Kind } from './components.ts';

const referenceBrand = Symbol.for('@highorder/core/ComponentReference');

/**
 * A component that is named but not yet made: what parsing leaves where a schema has `component(kind)`. The runtime
 * replaces it by the live component before a plugin's factory sees its options. `instanceof` knows those of another copy of this package, too.
 */
export class ComponentReference {
  readonly kind: string;
  /** The name of the plugin. */
  readonly use: string;
  /** The rest of the map, not yet checked against the plugin's own schema. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Fields of the slot itself, such as the weight of a loss term: checked already. */
  readonly beside: Readonly<Record<string, unknown>>;

  constructor(reference: Pick<ComponentReference, 'kind' | 'use' | 'options' | 'beside'>) {
    this.kind = reference.kind;
    this.use = reference.use;
    this.options = reference.options;
    this.beside = reference.beside;
  }

  static {
    Object.defineProperty(this.prototype, referenceBrand, { value: true });
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return hasInstance(this, { owner: ComponentReference, brand: referenceBrand }, value);
  }
}

/** What the schema of a slot says about it, for those that walk schemas (JSON schema, documentation). */
export interface ComponentSlot {
  readonly kind: string;
  /** Schemas of the fields that the slot adds to those of the plugin. */
  readonly beside: z.ZodRawShape;
  /** Whether a bare number may stand for a component. */
  readonly number: boolean;
}

/** Where a definition holds its slot, known to all copies of this package. By definition, not by schema: `.describe()` copies a schema and keeps its definition. */
const slotKey = Symbol.for('@highorder/core/slot');

/** The slot behind a schema made by `component`, described or not, or undefined for any other schema. */
export function slotOf(schema: z.ZodType): ComponentSlot | undefined {
  const definition: Pick<z.core.$ZodTypeDef, 'type'> & { readonly [slotKey]?: ComponentSlot } = schema.def;
  return definition[slotKey];
}

/** How a component may be written in a slot. */
export interface ComponentForm<K extends Kind> {
  /** Fields that belong to the slot, not to the plugin: `weight` of a loss. */
  readonly beside?: z.ZodRawShape;
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
 * options: z.strictObject({ learningRate: component('learning-rate').prefault({ use: 'constant', value: 1e-3 }) })
 * ```
 */
export function component<K extends Kind>(
  kind: K,
  form: ComponentForm<K> = {},
): z.ZodType<Components[K], ComponentInput<K> | number> {
  const { number, beside = {} } = form;
  const written = z
    .looseObject({ ...beside, use: z.string() })
    .transform((map) => reference(kind, map, beside));
  const schema =
    number === undefined
      ? written
      : z.union([z.number().transform((value) => written.parse(number(value))), written]);
  const slot: ComponentSlot = { kind, beside, number: number !== undefined };
  Object.defineProperty(schema.def, slotKey, { value: slot });
  // The runtime keeps the promise of the output type; see the comment above.
  return schema as unknown as z.ZodType<Components[K], ComponentInput<K> | number>;
}

function reference(kind: string, map: Record<string, unknown>, beside: z.ZodRawShape): ComponentReference {
  const belongsToSlot = ([name]: readonly [string, unknown]) => Object.hasOwn(beside, name);
  const entries = Object.entries(map).filter(([name]) => name !== 'use');
  return new ComponentReference({
    kind,
    use: String(map['use']),
    options: Object.fromEntries(entries.filter((entry) => !belongsToSlot(entry))),
    beside: Object.fromEntries(entries.filter(belongsToSlot)),
  });
}
