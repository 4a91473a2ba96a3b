import { experimentJsonSchema, type JsonSchema, type Registry, sweepJsonSchema } from '@highorder/config';
import { createRegistry } from '@highorder/runtime';
import { formatJson } from '../format-json.ts';
import { loadPluginPackages } from '../plugins.ts';
import type { GeneratedFile } from './generated-file.ts';

/** The JSON schema of configuration files, for editors, with every plugin of this workspace. */
export const configurationSchema: GeneratedFile = {
  path: 'configs/schema.json',
  content: () => schemaText(experimentJsonSchema),
};

/** The same of sweeps. */
export const sweepSchema: GeneratedFile = {
  path: 'configs/sweep-schema.json',
  content: () => schemaText(sweepJsonSchema),
};

async function schemaText(schemaOf: (registry: Registry) => JsonSchema): Promise<string> {
  const packages = await loadPluginPackages();
  const registry = createRegistry(
    packages.map(({ manifest, plugins, kinds }) => ({
      package: manifest.name,
      exported: [...kinds, ...plugins],
    })),
  );
  return formatJson(schemaOf(registry));
}
