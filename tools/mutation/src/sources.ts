import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The sources of a plugin by path from the root, without its tests and what only they use. */
export function sourcesOf(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\.golden\.ts$|^testing\//.test(name))
    .map((name) => `${folder}/src/${name}`)
    .sort();
}
