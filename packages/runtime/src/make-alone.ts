import type { ResolvedComponent } from '@highorder/config';
import type { Components, Kind } from '@highorder/core';
import { InputError } from '@highorder/core';
import { Container } from 'inversify';
import { bindComponent } from './bind-component.ts';
import type { Host } from './container.ts';
import { createTokens } from './tokens.ts';

/**
 * Makes a component that belongs to no experiment, such as the launcher of a sweep, and those nested in it. It may need the
 * host's services, and nothing that only experiments have. Throws `InputError` where it is of another kind, or its factory refuses.
 */
export function makeAlone<K extends Kind>(kind: K, component: ResolvedComponent, host: Host): Components[K] {
  if (component.kind !== kind) {
    throw new InputError({
      where: component.path,
      message: `${component.kind}/${component.name} is no ${kind}.`,
    });
  }
  const container = new Container({ defaultScope: 'Singleton' });
  const tokens = createTokens();
  bindComponent(container, tokens, component);
  container.bind<unknown>(tokens.service('files')).toConstantValue(host.files);
  // The kind was looked at above.
  return container.get(tokens.component(component.path)) as Components[K];
}
