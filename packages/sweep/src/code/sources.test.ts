import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sourcesOf } from './package-content.ts';

const workspace = fileURLToPath(new URL('../../../../', import.meta.url));
// Jobs run none of these.
const elsewhere = [
  'packages/cli',
  'packages/testkit',
  'packages/verify',
  'packages/sweep',
  'packages/report',
];
const packages = ['packages', 'plugins']
  .flatMap((group) => readdirSync(join(workspace, group)).map((name) => `${group}/${name}`))
  .filter((path) => existsSync(join(workspace, path, 'package.json')) && !elsewhere.includes(path));

/** The sources that a package's entries lead to. */
function reached(root: string, entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(join(root, file))) continue;
    found.add(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, path = ''] of text.matchAll(/['"](\.{1,2}\/[^'"]+\.[jt]s)['"]/g)) {
      waiting.push(normalize(join(dirname(file), path)));
    }
  }
  return found;
}

/** The modules that the package.json of a package leads to, for others and for itself. */
function entriesOf(path: string): readonly string[] {
  const { exports, imports = {} } = JSON.parse(readFileSync(join(workspace, path, 'package.json'), 'utf8'));
  return [...JSON.stringify({ exports, imports }).matchAll(/"\.\/src\/([^"]+)"/g)].map(
    ([, file = '']) => file,
  );
}

test.each(packages)(
  'README "an edit of a test\'s golden numbers": of %s only what a job may run counts',
  (path) => {
    const { root, files } = sourcesOf(join(workspace, path));
    const all = reached(root, entriesOf(path));
    expect(files.filter((file) => !all.has(file))).toEqual([]);
  },
);
