import type { ResolvedComponent } from '@highorder/config';
import { InputError } from '@highorder/core';
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
