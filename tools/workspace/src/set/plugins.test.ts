import { describe, expect, test } from 'vitest';
import { loadPluginPackages } from '../plugins.ts';
import { readTextIfPresent } from '../root.ts';
import { descriptionOf, isStrict, optionShape } from './option-shape.ts';
import { listedOptions, parseReadme, sectionNames } from './readme.ts';

const packages = await loadPluginPackages();

/** Kinds whose plugins stand on published work. */
const citing = ['integrator', 'interpolant', 'loss', 'metric', 'optimizer'];

describe.each(packages)('$folder', ({ folder, manifest, plugins, kinds }) => {
  const readme = parseReadme(readTextIfPresent(`${folder}/README.md`) ?? '');

  test('exports plugins and announces them', () => {
    expect(plugins.length + kinds.length).toBeGreaterThan(0);
    expect(manifest.highorder).toEqual({ plugins: '.' });
  });

  test('has a README with a title and one part for each plugin', () => {
    expect(readme.title).toBeDefined();
    expect(readme.pages.map(({ name }) => name).sort()).toEqual(plugins.map(({ name }) => name).sort());
  });

  describe.each(plugins)('$name', ({ kind, name, summary, cite, options }) => {
    const page = readme.pages.find((each) => each.name === name);
    const shape = optionShape(options);

    test('stands in a file of its name, with a test that calls its contract', () => {
      expect(readTextIfPresent(`${folder}/src/${name}.ts`)).toContain('definePlugin(');
      expect(readTextIfPresent(`${folder}/src/${name}.test.ts`)).toMatch(/\w+Contract\(/);
    });

    test('has the sections of a page', () => {
      expect([...(page?.sections.keys() ?? [])]).toEqual(sectionNames);
      for (const text of page?.sections.values() ?? []) expect(text.trim()).not.toBe('');
    });

    test('lists its options on its page, each on a line', () => {
      const listed = listedOptions(page?.sections.get('Options') ?? '');
      expect([...listed].sort()).toEqual(Object.keys(shape).sort());
    });

    test('describes every option and refuses unknown ones', () => {
      const silent = Object.keys(shape).filter((option) => !descriptionOf(shape[option]));
      expect(silent).toEqual([]);
      expect(isStrict(options)).toBe(true);
    });

    test('says what it is in a sentence and what it stands on', () => {
      expect(summary).toMatch(/^[A-Z0-9].*\.$/);
      if (citing.includes(kind)) expect(cite).not.toEqual([]);
    });
  });
});

test('names are unique within their kind', () => {
  const names = packages.flatMap(({ plugins }) => plugins.map(({ kind, name }) => `${kind}/${name}`));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
