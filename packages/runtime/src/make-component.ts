import { isResolvedComponent, type ResolvedComponent } from '@highorder/config';
import { type ErrorParts, HighOrderError, InputError } from '@highorder/core';
import type { Finding } from './checks/finding.ts';
import { UnreadFile } from './host-files.ts';
import { replaceComponents } from './nested-components.ts';

/** Calls the plugin's factory; `injected` holds the nested components, then the services. */
export function makeComponent(
  component: ResolvedComponent,
  nested: readonly ResolvedComponent[],
  injected: readonly unknown[],
): unknown {
  const { plugin } = component;
  const live = new Map(nested.map(({ path }, index) => [path, injected[index]]));
  const options = replaceComponents(component.options, ({ path }) => live.get(path));
  const services = Object.fromEntries(
    plugin.needs.map((name, index) => [name, injected[nested.length + index]]),
  );
  try {
    // The services are those that the plugin lists; the container cannot know their types.
    return plugin.create(options, services as unknown as Parameters<typeof plugin.create>[1]);
  } catch (error) {
    throw located(component, error);
  }
}

/** A mistake found by a plugin's factory, with the path of its component. Failures of inner components pass through. */
function located({ path, kind, name, options }: ResolvedComponent, error: unknown): InputError {
  if (error instanceof MakeError) return error;
  const option = error instanceof UnreadFile ? optionOf(options, error.file) : undefined;
  return new MakeError([path, ...(option === undefined ? [] : [option])].join('.'), `${kind}/${name}`, error);
}

/** The path of the first option with that value, inside of lists and maps too. */
function optionOf(options: unknown, value: string): string | undefined {
  if (typeof options !== 'object' || options === null || isResolvedComponent(options)) return undefined;
  for (const [name, member] of Object.entries(options)) {
    if (member === value) return name;
    const inside = optionOf(member, value);
    if (inside !== undefined) return `${name}.${inside}`;
  }
  return undefined;
}

/** A plugin's factory refused its options. */
export class MakeError extends InputError {
  /** The path in the configuration of the component, or of its option that is wrong where the factory says so. */
  readonly path: string;
  /** The mistake as a configuration tells it, which shows the place by itself. */
  readonly finding: Finding;

  constructor(path: string, plugin: string, cause: unknown) {
    const parts = partsOf(plugin, cause);
    super({ ...parts, where: `${path} (${plugin})`, message: sentenceOf(parts), cause });
    this.name = 'MakeError';
    this.path = parts.option === undefined ? path : `${path}.${parts.option}`;
    this.finding = { path: this.path, message: sentenceOf(parts, parts.expected), fix: parts.fix };
  }
}

/** What the factory says itself; an error that it did not mean to throw is the plugin's own mistake. */
function partsOf(plugin: string, cause: unknown): ErrorParts {
  if (cause instanceof HighOrderError) return cause.parts;
  return { message: `${plugin} failed: ${cause instanceof Error ? cause.message : String(cause)}` };
}

/** `mine.csv:3, column 1 (x): "nan" is not a finite number. Expected: …` */
function sentenceOf({ where, message }: ErrorParts, expected?: string): string {
  const what = where === undefined ? message : `${where}: ${message}`;
  return expected === undefined ? what : `${what} Expected: ${expected}.`;
}
