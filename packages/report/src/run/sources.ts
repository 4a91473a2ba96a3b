import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, readNeeded } from './files.ts';

const sourcesSchema = z.record(z.string(), z.object({ value: z.json(), origin: z.string() }));

/** One value of the resolved configuration. */
export interface ConfigurationValue {
  /** Where it stands: `heads.0.hidden`. */
  readonly path: string;
  /** A scalar or a list. */
  readonly value: z.output<ReturnType<typeof z.json>>;
  /** Where it comes from: a file with line and column, the command line, or the default of a plugin. */
  readonly origin: string;
}

/** Reads `sources.json`: every value of the resolved configuration, in the order of the file. */
export async function readSources(folder: string): Promise<readonly ConfigurationValue[]> {
  const path = join(folder, 'sources.json');
  const sources = parseJson(sourcesSchema, await readNeeded(path), path);
  return Object.entries(sources).map(([name, { value, origin }]) => ({ path: name, value, origin }));
}

/** A value as one would type it. */
export function valueText(value: ConfigurationValue['value']): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
