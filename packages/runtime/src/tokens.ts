import type { ServiceName } from '@highorder/core';
import type { ServiceIdentifier } from 'inversify';

/** The identifiers of one container. Nothing is shared between containers. */
export interface Tokens {
  /** The component that stands at a path of the configuration, such as `heads.0`. */
  component(path: string): ServiceIdentifier<unknown>;
  /** A service that plugins may need. */
  service(name: ServiceName): ServiceIdentifier<unknown>;
}

/** Fresh identifiers: the same path gives the same one. */
export function createTokens(): Tokens {
  const known = new Map<string, symbol>();
  const token = (name: string): symbol => {
    const found = known.get(name) ?? Symbol(name);
    known.set(name, found);
    return found;
  };
  return {
    component: (path) => token(`component ${path}`),
    service: (name) => token(`service ${name}`),
  };
}
