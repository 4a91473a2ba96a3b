import { experimentSchema } from './experiment-schema.ts';
import { asType } from './peel.ts';
import type { Registry } from './registry.ts';
import { createSchemaWriter, type JsonSchema } from './schema-writer.ts';

/**
 * The JSON schema (draft 2020-12) of configuration files for editors: the fields of an experiment, and every plugin
 * of the registry with its options. A file may give any part of an experiment, so nothing is required but the name of
 * a component in a list, where no other file can give it.
 */
export function experimentJsonSchema(registry: Registry): JsonSchema {
  const writer = createSchemaWriter(registry);
  const properties = Object.entries(experimentSchema.def.shape).map(([name, field]) => [
    name,
    writer.write(asType(field), 'mergeable'),
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'HighOrder experiment',
    type: 'object',
    properties: { extends: extendsSchema, ...Object.fromEntries(properties) },
    additionalProperties: false,
    $defs: writer.definitions(),
  };
}

const path = { type: 'string', minLength: 1 };

const extendsSchema: JsonSchema = {
  description:
    'Files that this one builds on, merged left to right: relative to this file or to a folder of configurations.',
  anyOf: [path, { type: 'array', items: path }],
};
