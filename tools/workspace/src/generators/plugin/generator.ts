import { join } from 'node:path';
import { generateFiles, logger, names, readJson, type Tree, writeJson } from '@nx/devkit';
import { type KindTemplate, kindTemplates, type TemplateKind } from './kinds.ts';

/** What the user asks for. */
export interface PluginOptions {
  /** Name of the folder, and of the package after `@highorder/`. */
  readonly package: string;
  readonly kind: TemplateKind;
  /** Name of the plugin; the package's name without its family where absent. */
  readonly name?: string;
}

/**
 * Writes `plugins/<package>` with a plugin of the kind: a working example to change, its test and its page. Throws where
 * the folder is there already. Nx checks names against schema.json.
 *
 * It imports no package of this workspace, since Nx runs it in a fresh clone, where none is built.
 */
export default function generatePlugin(tree: Tree, options: PluginOptions): () => void {
  const template: KindTemplate = kindTemplates[options.kind];
  const folder = `plugins/${options.package}`;
  const name = options.name ?? nameWithin(options.package, options.kind, template);
  requireFree(tree, folder);
  const variables = variablesOf(tree, { ...options, name }, template);
  for (const part of ['package', options.kind]) {
    generateFiles(tree, join(import.meta.dirname, 'files', part), folder, variables);
  }
  addReference(tree, folder);
  return () => logger.info('Next: npm install && npm run generate, then write the plugin.');
}

function variablesOf(tree: Tree, options: Required<PluginOptions>, { room }: KindTemplate) {
  return {
    package: options.package,
    name: options.name,
    title: sentence(options.package),
    variable: identifierOf(options.name),
    /** The name as a property in source text. */
    key: options.name.includes('-') ? `'${options.name}'` : options.name,
    room,
    zodVersion: zodVersion(tree),
  };
}

/** `power` of `trajectory-power`; the whole name where it begins with neither the family of the kind nor the kind. */
function nameWithin(packageName: string, kind: string, { family }: KindTemplate): string {
  // The kind first: `time-sampler-late` begins with a family of one word, too.
  const words = [kind, family, family.replace(/s$/, '')];
  const prefix = words.map((word) => `${word}-`).find((each) => packageName.startsWith(each)) ?? '';
  return packageName.slice(prefix.length);
}

/** The name as a variable: `slowStart` of `slow-start`. */
function identifierOf(name: string): string {
  const { propertyName } = names(name);
  return reserved.includes(propertyName) ? `${propertyName}Plugin` : propertyName;
}

/** Words of the language that are also names of plugins somebody might want. */
const reserved = (
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
  'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
  'this throw true try typeof undefined var void while with yield'
).split(' ');

/** `Trajectory power` of `trajectory-power`. */
function sentence(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function requireFree(tree: Tree, folder: string): void {
  if (!tree.exists(`${folder}/package.json`)) return;
  throw new Error(
    `${folder}: There is a package here already.\n` +
      '  Way out: Choose another name, or add a plugin to this package and name it in its src/index.ts.',
  );
}

/** The version of zod that the interfaces use, so that the workspace holds one. */
function zodVersion(tree: Tree): string {
  const core = 'packages/core/package.json';
  return tree.exists(core) ? readJson(tree, core).dependencies.zod : '*';
}

function addReference(tree: Tree, folder: string): void {
  if (!tree.exists('tsconfig.json')) return;
  const settings: { references?: { path: string }[] } = readJson(tree, 'tsconfig.json');
  const folders = [...(settings.references ?? []).map(({ path }) => path), folder];
  writeJson(tree, 'tsconfig.json', { ...settings, references: folders.sort().map((path) => ({ path })) });
}
