import { builtInPlugins } from './built-in-plugins.ts';
import { configurationSchema, sweepSchema } from './configuration-schema.ts';
import type { GeneratedFile } from './generated-file.ts';
import { packageReferences, rootReferences } from './references.ts';

/** Every generated file. A new one joins here. */
export function generatedFiles(): readonly GeneratedFile[] {
  return [builtInPlugins, configurationSchema, sweepSchema, rootReferences, ...packageReferences()];
}
