import { experimentSchema } from '@highorder/config';
import { type ComponentSlot, type Plugin, slotOf } from '@highorder/core';

/** An option of a plugin as help shows it. */
export interface OptionFacts {
  readonly name: string;
  /** What may stand there, in words. */
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
  readonly description: string;
}

/** The part of JSON schema that describes an option. */
export interface ValueSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ValueSchema[];
  readonly oneOf?: readonly ValueSchema[];
  readonly items?: ValueSchema | false;
  readonly prefixItems?: readonly ValueSchema[];
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  /** Ours: the kind of component that stands there, and whether a number may. */
  readonly component?: string;
  readonly orNumber?: boolean;
}

/** The options of a plugin, then the fields that its slot in an experiment adds, such as the weight of a loss. */
export function optionsOf(plugin: Plugin): readonly OptionFacts[] {
  const slotted = Object.entries(slotFields(plugin.kind)).map(([name, schema]) =>
    optionFacts(name, jsonSchemaOf(typeOf(schema)), !acceptsNothing(typeOf(schema))),
  );
  return [...fieldsOf(jsonSchemaOf(plugin.options)), ...slotted];
}

function fieldsOf({ properties = {}, required = [] }: ValueSchema): readonly OptionFacts[] {
  return Object.entries(properties).map(([name, schema]) =>
    optionFacts(name, schema, required.includes(name)),
  );
}

function optionFacts(name: string, schema: ValueSchema, required: boolean): OptionFacts {
  const standard = schema.default === undefined ? {} : { default: schema.default };
  return { name, type: typeText(schema), required, ...standard, description: schema.description ?? '' };
}

type Schema = Plugin['options'];

/** Plugins make their schemas with zod's classic interface; the types of its core do not say so. */
function typeOf(schema: object): Schema {
  return schema as Schema;
}

function jsonSchemaOf(schema: Schema): ValueSchema {
  const written: unknown = schema.toJSONSchema({
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const slot = slotOf(typeOf(zodSchema));
      if (slot === undefined) return;
      for (const key of ['type', 'anyOf', 'properties', 'required']) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, { component: slot.kind, orNumber: slot.number });
    },
  });
  // The fields of ValueSchema are those that JSON schema gives these meanings.
  return written as ValueSchema;
}

function slotFields(kind: string): ComponentSlot['beside'] {
  let found: ComponentSlot['beside'] = {};
  experimentSchema.toJSONSchema({
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema }) => {
      const slot = slotOf(typeOf(zodSchema));
      if (slot?.kind === kind) found = slot.beside;
    },
  });
  return found;
}

function acceptsNothing(schema: Schema): boolean {
  return schema.safeParse(undefined).success;
}

/** What a schema accepts, in a few words: `list of whole numbers, at least 1`. */
export function typeText(schema: ValueSchema): string {
  if (schema.component !== undefined)
    return `${schema.component}${schema.orNumber === true ? ' or number' : ''}`;
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeText))].join(' | ');
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(typeText).join(', ')}]`;
  if (schema.type === 'array') return schema.items ? `list of ${typeText(schema.items)}` : 'list';
  return `${schema.type === undefined ? 'value' : (typeNames[schema.type] ?? schema.type)}${boundsText(schema)}`;
}

const typeNames: Readonly<Record<string, string>> = {
  integer: 'whole number',
  string: 'text',
  boolean: 'true | false',
  object: 'map',
};

function boundsText({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: ValueSchema): string {
  const isBound = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const bounds = [
    isBound(minimum) ? `>= ${minimum}` : '',
    isBound(exclusiveMinimum) ? `> ${exclusiveMinimum}` : '',
    isBound(maximum) ? `<= ${maximum}` : '',
    isBound(exclusiveMaximum) ? `< ${exclusiveMaximum}` : '',
  ].filter((bound) => bound !== '');
  return bounds.length === 0 ? '' : ` ${bounds.join(', ')}`;
}

/** The names that an option of a plugin may take, where it is a choice among names. */
export function choicesOf(plugin: Plugin, option: string): readonly string[] {
  return jsonSchemaOf(plugin.options).properties?.[option]?.enum?.map(String) ?? [];
}
