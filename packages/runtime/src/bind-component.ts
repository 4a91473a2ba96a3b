import type { ResolvedComponent } from '@highorder/config';
import { InputError } from '@highorder/core';
import type { Container } from 'inversify';
import { nestedComponents, replaceComponents } from './nested-components.ts';
import type { Tokens } from './tokens.ts';

/**
 * Binds a component, and first those nested in its options, so that the container makes each once and injects the
 * nested components and the services that the plugin needs.
 */
export function bindComponent(container: Container, tokens: Tokens, component: ResolvedComponent): void {
  const nested = nestedComponents(component.options);
  for (const inner of nested) bindComponent(container, tokens, inner);
  const injections = [
    ...nested.map(({ path }) => tokens.component(path)),
    ...component.plugin.needs.map((name) => tokens.service(name)),
  ];
  container
    .bind<unknown>(tokens.component(component.path))
    .toResolvedValue((...injected: unknown[]) => make(component, nested, injected), injections)
    .inSingletonScope();
}

/** Calls the plugin's factory; `injected` holds the nested components, then the services. */
function make(
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
function located({ path, kind, name }: ResolvedComponent, error: unknown): InputError {
  if (error instanceof MakeError) return error;
  return new MakeError(path, `${kind}/${name}`, error);
}

/** A plugin's factory refused its options. */
export class MakeError extends InputError {
  /** The path of the component in the configuration. */
  readonly path: string;

  constructor(path: string, plugin: string, cause: unknown) {
    const parts = cause instanceof InputError ? cause.parts : { message: messageOf(cause) };
    super({ ...parts, where: `${path} (${plugin})`, cause });
    this.name = 'MakeError';
    this.path = path;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
