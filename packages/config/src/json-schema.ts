import type { z } from 'zod';
import { experimentSchema } from './experiment-schema.ts';
import { asType } from './peel.ts';
import type { Registry } from './registry.ts';
import { createSchemaWriter, type JsonSchema, type SchemaWriter } from './schema-writer.ts';
import { sweepSchema } from './sweep/sweep-schema.ts';

/**
 * The JSON schema (draft 2020-12) of configuration files for editors: the fields of an experiment, and every plugin
 * of the registry with its options. A file may give any part of an experiment, so nothing is required but the name of
 * a component in a list, where no other file can give it.
 */
export function experimentJsonSchema(registry: Registry): JsonSchema {
  const writer = createSchemaWriter(registry);
  return {
    $schema: dialect,
    title: 'HighOrder experiment',
    type: 'object',
    properties: { extends: extendsSchema, ...fieldsOf(experimentSchema, writer) },
    additionalProperties: false,
    $defs: writer.definitions(),
  };
}

/**
 * The JSON schema of sweeps for editors. Where a sweep holds fields of experiments (`experiment`, and problems and
 * methods that are maps), those are known too.
 */
export function sweepJsonSchema(registry: Registry): JsonSchema {
  const writer = createSchemaWriter(registry);
  const { problems, methods, experiment, ...fields } = fieldsOf(sweepSchema, writer);
  const parts = fieldsOf(experimentSchema, writer);
  const variant = {
    description: 'Fields of an experiment over those of other files, under a name.',
    type: 'object',
    properties: { extends: extendsSchema, ...parts, name: path },
    required: ['name'],
    additionalProperties: false,
  };
  const onProblem = {
    description: 'Fields for one problem alone, by the name of the problem, over all others of the method.',
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { extends: extendsSchema, ...parts },
      additionalProperties: false,
    },
  };
  const method = { ...variant, properties: { ...variant.properties, on: onProblem } };
  const listOf = (name: string) => ({
    type: 'array',
    minItems: 1,
    items: { anyOf: [path, { $ref: `#/$defs/${name}` }] },
  });
  return {
    $schema: dialect,
    title: 'HighOrder sweep',
    type: 'object',
    properties: {
      extends: extendsSchema,
      ...fields,
      problems: { ...problems, ...listOf('variant') },
      methods: { ...methods, ...listOf('method') },
      experiment: { ...experiment, type: 'object', properties: parts, additionalProperties: false },
    },
    additionalProperties: false,
    $defs: { ...writer.definitions(), variant, method },
  };
}

const dialect = 'https://json-schema.org/draft/2020-12/schema';

function fieldsOf(schema: z.ZodObject, writer: SchemaWriter): Readonly<Record<string, JsonSchema>> {
  const fields = Object.entries(schema.def.shape).map(([name, field]) => [
    name,
    writer.write(asType(field), 'mergeable'),
  ]);
  return Object.fromEntries(fields);
}

const path = { type: 'string', minLength: 1 };

const extendsSchema: JsonSchema = {
  description:
    'Files that this one builds on, merged left to right: relative to this file or to a folder of configurations.',
  anyOf: [path, { type: 'array', items: path }],
};
