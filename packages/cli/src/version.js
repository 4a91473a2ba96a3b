import { readFileSync } from 'node:fs';

/** The version of HighOrder: that of this package. */
export function version() {
  /** @type {{ readonly version: string }} */
  const facts = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return facts.version;
}
