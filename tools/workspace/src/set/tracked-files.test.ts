import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isForTests, sourcesOf, workspacePackages } from '../packages.ts';
import { readText, readTextIfPresent, root } from '../root.ts';

/** What belongs to one machine or one network, and not in a file that others read. */
const foreign = {
  'an absolute path': /(?<![\w.:/{}-])\/(?:home|Users|root|work|mnt|srv|scratch)\/[\w.-]/,
  'an absolute path of Windows': /(?<!\w)[A-Z]:\\(?:Users|Temp)\\/,
  'a host of a package registry': /https?:\/\/[\w.-]*(?:registry|artifactory|nexus|npm-proxy)[\w.-]*[/:]/i,
  'an address of a private network':
    /(?<![\d.])(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+(?![\d.])/,
} as const;

describe('tracked files', () => {
  let texts: readonly { readonly path: string; readonly text: string }[] = [];

  beforeAll(() => {
    texts = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
      .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
      .filter(({ bytes }) => !bytes.includes(0))
      .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
  });

  test.each(Object.entries(foreign))('hold no %s', (_what, pattern) => {
    const found = texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(found).toEqual([]);
  });
});

test.each(workspacePackages())('$folder has tests, and npm test runs them', (found) => {
  const runs = 'test' in found.manifest.nx.targets;
  expect(sourcesOf(found).some((path) => path.endsWith('.test.ts'))).toBe(runs);
  if (!found.folder.startsWith('tools/')) expect(runs).toBe(true);
});

test.each(workspacePackages())('$folder says to Nx all that its tests read', (found) => {
  const loading = sourcesOf(found)
    .filter(isForTests)
    .map(readText)
    .filter((text) => text.includes('loadPlugins('));
  if (loading.length === 0 || found.folder.startsWith('tools/')) return;
  // Plugins are loaded by name, so the imports, which Nx follows, do not show them.
  expect(found.manifest.nx.targets['test']?.inputs).toEqual(['default', '^production', 'experiments']);
});

test('the README begins with the two commands, and .ci/run uses its test command', () => {
  const readme = readTextIfPresent('README.md') ?? '';
  const start = readme.indexOf('npm ci && npm start');
  const tests = readme.indexOf('npm ci && npm test');
  expect(start).toBeGreaterThan(-1);
  expect(tests).toBeGreaterThan(-1);
  expect(Math.max(start, tests)).toBeLessThan(2000);
  expect(readText('.ci/run')).toContain('step npm test');
});
