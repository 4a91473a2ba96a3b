import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isForTests, pluginPackages, sourcesOf } from '../packages.ts';
import { loadPluginPackages } from '../plugins.ts';
import { readText, readTextIfPresent, root } from '../root.ts';
import { parseReadme } from './readme.ts';

/**
 * The plugins that break a promise of their contract by design, each with the promise. The reason and what happens instead stand in
 * the plugin's own test (`breaks` of the contract), where the check must still complain.
 */
const exemptions: Readonly<Record<string, readonly string[]>> = {
  'plugins/as-published/src/as-published-acceleration.test.ts': ['is least on a flow that solves it'],
  'plugins/as-published/src/as-published-steps.test.ts': ['never steps past 1'],
  'plugins/as-published/src/as-published-unclamped.test.ts': ['takes the stated finest step'],
};

/** The one package whose plugins may break promises. */
const wrongByDesign = 'plugins/as-published';
const warning = /reproduces a mistake; for comparison only/;

test('no plugin breaks a promise of its contract but those of this table', () => {
  const found = pluginPackages()
    .flatMap((each) => sourcesOf(each).filter(isForTests))
    .filter((path) => /\bbreaks\b\s*[:=}]/.test(readText(path)));
  expect(found.sort()).toEqual(Object.keys(exemptions).sort());
});

test.each(Object.entries(exemptions))(
  '%s names the promise, a reason and the complaint',
  (path, promises) => {
    const text = readText(path);
    for (const promise of promises) expect(text).toContain(`'${promise}': {`);
    expect(text.match(/reason: '.{20,}'/g)?.length).toBe(promises.length);
    expect(text.match(/complaint: \//g)?.length).toBe(promises.length);
    expect(path.startsWith(`${wrongByDesign}/`)).toBe(true);
  },
);

const packages = await loadPluginPackages();

test('plugins that are wrong by design say so in summary and page, and no other does', () => {
  for (const { folder, plugins } of packages) {
    const { pages } = parseReadme(readTextIfPresent(`${folder}/README.md`) ?? '');
    for (const { name, summary } of plugins) {
      const what = pages.find((each) => each.name === name)?.sections.get('What') ?? '';
      expect(warning.test(summary), name).toBe(folder === wrongByDesign);
      expect(warning.test(what), name).toBe(folder === wrongByDesign);
    }
  }
});

test('configurations that use them say so in their second line', () => {
  const files = readdirSync(join(root, 'configs'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => each.endsWith('.yaml'))) {
    const text = readText(join('configs', file));
    const wrong = /\buse: as-published-|methods\/as-published/.test(text);
    if (wrong) expect(text.split('\n')[1], file).toContain('Reproduces mistakes; for comparison only');
  }
});
