import type { ResolvedComponent } from '@highorder/config';
import type { Container } from 'inversify';
import { makeComponent } from './make-component.ts';
import { nestedComponents } from './nested-components.ts';
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
    .toResolvedValue((...injected: unknown[]) => makeComponent(component, nested, injected), injections)
    .inSingletonScope();
}
