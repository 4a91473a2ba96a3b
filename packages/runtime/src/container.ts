import type { ResolvedComponent, ResolvedExperiment } from '@highorder/config';
import type { Distribution, OrderHead, TextFiles } from '@highorder/core';
import { Container } from 'inversify';
import { bindComponent } from './bind-component.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** What the host gives to plugins. */
export interface Host {
  readonly files: TextFiles;
  /**
   * Coordinates of a point, where they are known. Source and target are then made when they are first used, so that their
   * files need not be there for what uses no data.
   */
  readonly dimension?: number | undefined;
  /** Bytes of memory that an experiment may take; all that the machine has where absent. */
  readonly memory?: number | undefined;
}

/** The components of one experiment, made on demand and once each. */
export interface ExperimentContainer {
  /** The live component of a resolved one. Throws what its factory throws. */
  get(component: ResolvedComponent): unknown;
}

/** One container for one experiment; containers share nothing. */
export function createContainer(resolved: ResolvedExperiment, host: Host): ExperimentContainer {
  const container = new Container({ defaultScope: 'Singleton' });
  const tokens = createTokens();
  for (const component of topComponents(resolved)) bindComponent(container, tokens, component);
  bindServices(container, tokens, resolved, host);
  return { get: ({ path }) => container.get(tokens.component(path)) };
}

/** The components of an experiment that are not nested in others. */
export function topComponents({ settings }: ResolvedExperiment): readonly ResolvedComponent[] {
  const { data, training, evaluation } = settings;
  return [
    data.source,
    data.target,
    settings.coupling,
    settings.interpolant,
    ...settings.heads,
    ...settings.losses,
    settings.integrator,
    settings.scaling,
    settings.preconditioning,
    settings.engine,
    training.optimizer,
    ...evaluation.metrics,
    ...settings.callbacks,
  ];
}

function bindServices(
  container: Container,
  tokens: Tokens,
  { settings }: ResolvedExperiment,
  { files, dimension }: Host,
): void {
  container.bind<unknown>(tokens.service('files')).toConstantValue(files);
  const binding = container.bind<unknown>(tokens.service('dimension'));
  if (dimension === undefined) {
    binding.toResolvedValue(
      (target: unknown) => (target as Distribution).dimension,
      [tokens.component(settings.data.target.path)],
    );
  } else binding.toConstantValue(dimension);
  container.bind<unknown>(tokens.service('orders')).toResolvedValue(
    (...heads: unknown[]) => sortedOrders(heads as readonly OrderHead[]),
    settings.heads.map(({ path }) => tokens.component(path)),
  );
}

/** The orders of all heads, ascending. */
export function sortedOrders(heads: readonly OrderHead[]): readonly number[] {
  return heads.flatMap(({ orders }) => orders).sort((a, b) => a - b);
}
