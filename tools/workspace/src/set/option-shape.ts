import { z } from 'zod';

/** The options of a plugin by name, from its schema. Unions give the options of all their members. */
export function optionShape(schema: unknown): Readonly<Record<string, z.ZodType>> {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (schema instanceof z.ZodPipe) return optionShape(schema.in);
  if (schema instanceof z.ZodUnion) return Object.assign({}, ...schema.options.map(optionShape));
  throw new Error('The options of a plugin are an object of named options: z.strictObject({ ... }).');
}

/** What `.describe()` says of an option, through defaults and the like. */
export function descriptionOf(schema: unknown): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  if (schema.description !== undefined) return schema.description;
  const { def } = schema;
  return 'innerType' in def ? descriptionOf(def.innerType) : undefined;
}

/** Whether a schema of named options refuses names that it does not know. */
export function isStrict(schema: unknown): boolean {
  if (schema instanceof z.ZodPipe) return isStrict(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.every(isStrict);
  return schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;
}
