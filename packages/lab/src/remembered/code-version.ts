import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A hash of all source files of these packages, as this process would load them; undefined where one cannot be read. */
export function codeVersion(packages: readonly string[]): string | undefined {
  const hash = createHash('sha256').update(process.version);
  try {
    for (const name of packages) {
      const folder = dirname(fileURLToPath(import.meta.resolve(name)));
      for (const file of sourcesIn(folder))
        hash.update(`${name}/${file}\n`).update(readFileSync(join(folder, file)));
    }
  } catch {
    // Such as a package that is bundled into one file: then nothing is known of its code.
    return undefined;
  }
  return hash.digest('hex');
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !/\.(test|d)\.[jt]s$/.test(file))
    .sort();
}
