import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import * as testkit from '@highorder/testkit';
import { ESLint } from 'eslint';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readText, root } from '../../root.ts';
import { importedPackages } from '../../set/imported-packages.ts';
import { optionShape } from '../../set/option-shape.ts';
import { listedOptions, parseReadme, sectionNames } from '../../set/readme.ts';
import generatePlugin from './generator.ts';
import { kindTemplates, type TemplateKind } from './kinds.ts';

const kinds = Object.keys(kindTemplates) as TemplateKind[];
const packageOf = (kind: TemplateKind) => `${kindTemplates[kind].family}-example`;
/** The same under a name of several words, which is no identifier. */
const hyphenatedOf = (kind: TemplateKind) => `${kind}-two-words-2`;
const allPackages = kinds.flatMap((kind) => [
  { name: packageOf(kind), file: 'example' },
  { name: hyphenatedOf(kind), file: 'two-words-2' },
]);

/** A workspace outside this one that sees its packages, with a plugin of each kind in it. */
const workspace = mkdtempSync(join(tmpdir(), 'highorder-plugins-'));
afterAll(() => rmSync(workspace, { recursive: true, force: true }));
writePluginsOfAllKinds();

function emptyWorkspace(): Tree {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('tsconfig.json', '{ "files": [], "references": [{ "path": "packages/core" }] }');
  tree.write('packages/core/package.json', readText('packages/core/package.json'));
  return tree;
}

function writePluginsOfAllKinds(): void {
  const tree = emptyWorkspace();
  for (const kind of kinds) {
    generatePlugin(tree, { package: packageOf(kind), kind });
    generatePlugin(tree, { package: hyphenatedOf(kind), kind });
  }
  for (const { path, content } of tree.listChanges()) {
    if (!path.startsWith('plugins/') || content === null) continue;
    mkdirSync(join(workspace, dirname(path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  }
  for (const shared of ['node_modules', 'packages', 'tsconfig.base.json']) {
    symlinkSync(join(root, shared), join(workspace, shared));
  }
  const compilerOptions = { noEmit: true, composite: false, rootDir: '/', tsBuildInfoFile: null };
  const settings = { extends: './tsconfig.base.json', compilerOptions, include: ['plugins'] };
  writeFileSync(join(workspace, 'tsconfig.json'), JSON.stringify(settings));
}

function run(
  program: string,
  ...parts: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', program), ...parts],
    {
      cwd: workspace,
      encoding: 'utf8',
    },
  );
  return { status, output: stdout + stderr };
}

describe('a new plugin of each kind', () => {
  test('has the right types', () => {
    expect(run('typescript-7/bin/tsc', '-p', '.')).toEqual({ status: 0, output: '' });
  });

  test('is formatted', () => {
    const { status, output } = run(
      '@biomejs/biome/bin/biome',
      'format',
      `--config-path=${root}`,
      '--vcs-enabled=false',
      'plugins',
    );
    expect(status, output).toBe(0);
  });

  test('passes lint', async () => {
    const eslint = new ESLint({ cwd: root });
    for (const { name, file } of allPackages) {
      for (const path of [`plugins/${name}/src/${file}.ts`, `plugins/${name}/src/${file}.test.ts`]) {
        const [result] = await eslint.lintText(readText(join(workspace, path)), {
          filePath: join(root, path),
        });
        expect(result?.messages).toEqual([]);
      }
    }
  });
});

describe.each(kinds)('a new plugin of kind %s', async (kind) => {
  const folder = join(workspace, 'plugins', packageOf(kind));
  const { default: plugins } = await import(pathToFileURL(join(folder, 'src/index.ts')).href);

  test('is of its kind and name', () => {
    expect(plugins).toMatchObject([{ definition: 'plugin', kind, name: 'example' }]);
  });

  test('extend 7: is so under a name of several words, too, without its kind', async () => {
    const { default: hyphenated } = await import(
      pathToFileURL(join(workspace, 'plugins', hyphenatedOf(kind), 'src/index.ts')).href
    );
    expect(hyphenated).toMatchObject([{ definition: 'plugin', kind, name: 'two-words-2' }]);
    const page = readText(join(workspace, 'plugins', hyphenatedOf(kind), 'README.md'));
    expect(parseReadme(page).pages.map(({ name }) => name)).toEqual(['two-words-2']);
  });

  test('extend 7: is written without escapes of HTML', () => {
    for (const path of ['README.md', 'src/index.ts', 'src/two-words-2.ts', 'src/two-words-2.test.ts']) {
      expect(readText(join(workspace, 'plugins', hyphenatedOf(kind), path))).not.toMatch(/&#?\w+;/);
    }
  });

  test('has a page with its options', () => {
    const [page] = parseReadme(readText(join(folder, 'README.md'))).pages;
    expect([...(page?.sections.keys() ?? [])]).toEqual(sectionNames);
    const listed = listedOptions(page?.sections.get('Options') ?? '');
    expect(listed).toEqual(Object.keys(optionShape(plugins[0].options)));
  });

  // The tests that were written for it, as they are.
  if (kindTemplates[kind].contract in testkit) {
    await import(pathToFileURL(join(folder, 'src/example.test.ts')).href);
  }

  test('has a contract in the test kit', () => {
    expect(Object.keys(testkit)).toContain(kindTemplates[kind].contract);
  });
});

describe('the generator', () => {
  let tree = emptyWorkspace();
  beforeEach(() => {
    tree = emptyWorkspace();
  });

  test('names the plugin after the package, without its family', () => {
    generatePlugin(tree, { package: 'trajectory-slow-start', kind: 'interpolant' });
    expect(tree.read('plugins/trajectory-slow-start/src/slow-start.ts', 'utf8')).toContain(
      "name: 'slow-start'",
    );
    expect(tree.read('plugins/trajectory-slow-start/src/index.ts', 'utf8')).toContain(
      "import slowStart from './slow-start.ts';",
    );
  });

  test.each([
    ['metric-nn', 'metric', 'nn'],
    ['metrics-nn', 'metric', 'nn'],
    ['metric-probe', 'metric', 'probe'],
    ['head-probe', 'head', 'probe'],
    ['times-late', 'time-sampler', 'late'],
    ['time-late', 'time-sampler', 'late'],
    ['interpolant-late', 'interpolant', 'late'],
    ['my-late', 'interpolant', 'my-late'],
  ] as const)('extend 7: %s of kind %s is called %s', (name, kind, expected) => {
    generatePlugin(tree, { package: name, kind });
    expect(tree.exists(`plugins/${name}/src/${expected}.ts`)).toBe(true);
  });

  test('extend 7: a word of the language is a name, and no variable', () => {
    generatePlugin(tree, { package: 'metric-new', kind: 'metric' });
    expect(tree.read('plugins/metric-new/src/index.ts', 'utf8')).toBe(
      "import newPlugin from './new.ts';\n\nexport default [newPlugin];\n",
    );
  });

  test('gives the package its room and adds it to the root references', () => {
    generatePlugin(tree, { package: 'metrics-mean', kind: 'metric', name: 'mean-distance' });
    expect(readJson(tree, 'plugins/metrics-mean/package.json')).toMatchObject({
      name: '@highorder/metrics-mean',
      highorder: { plugins: '.' },
      nx: { tags: ['room:plugin-metrics'] },
    });
    expect(readJson(tree, 'tsconfig.json').references).toEqual([
      { path: 'packages/core' },
      { path: 'plugins/metrics-mean' },
    ]);
  });

  test('refuses a folder that is there', () => {
    generatePlugin(tree, { package: 'head-linear', kind: 'head' });
    expect(() => generatePlugin(tree, { package: 'head-linear', kind: 'head' })).toThrow(
      'plugins/head-linear: There is a package here already.',
    );
  });

  test('needs no package of the workspace to be built', () => {
    const sources = ['generator.ts', 'kinds.ts'].map(
      (name) => `tools/workspace/src/generators/plugin/${name}`,
    );
    expect(sources.flatMap(importedPackages)).toEqual(['@nx/devkit']);
  });

  test('offers the kinds that it has templates for', () => {
    const schema = JSON.parse(readText('tools/workspace/src/generators/plugin/schema.json'));
    expect(schema.properties.kind.enum).toEqual(kinds);
  });
});
