import { totalmem } from 'node:os';
import { ConfigurationError, type ResolvedComponent, type ResolvedExperiment } from '@highorder/config';
import {
  type Components,
  type Distribution,
  guardedCallback,
  type Kind,
  type LossTerm,
  type TextFiles,
} from '@highorder/core';
import { sha256 } from '@highorder/files';
import { findConflicts, type Finding, type Parts } from './checks/index.ts';
import {
  createContainer,
  type ExperimentContainer,
  type Host,
  sortedOrders,
  topComponents,
} from './container.ts';
import type { Experiment, Named, WeightedTerm } from './experiment.ts';
import { lazyDistribution } from './lazy-distribution.ts';
import { MakeError } from './make-component.ts';
import { planRows } from './row-plan.ts';
import { usedComponents } from './used-components.ts';

/**
 * Makes the live components of an experiment in a container of its own, and checks that they fit together. Throws
 * `ConfigurationError` with every mistake found: options that a plugin's factory refuses, or combinations that
 * cannot work.
 */
export function assemble(resolved: ResolvedExperiment, host: Host): Experiment {
  const files = new Map<string, string>();
  const container = createContainer(resolved, { ...host, files: watched(host.files, files) });
  const { source, target } = resolved.settings.data;
  const later = host.dimension === undefined ? [] : [source, target];
  refuse(resolved, makeAll(container, resolved, later));
  const experiment = collect(container, resolved, { files, dimension: host.dimension });
  const parts = partsOf(experiment, host.memory ?? totalmem());
  refuse(resolved, findConflicts(parts));
  return {
    ...experiment,
    rowPlan: planRows(
      experiment.losses.map(({ term }) => term),
      experiment.training.batch,
    ),
  };
}

/** Files whose hashes are written down when they are read. */
function watched(files: TextFiles, hashes: Map<string, string>): TextFiles {
  return {
    read(path) {
      const text = files.read(path);
      hashes.set(path, sha256(text));
      return text;
    },
    readBytes(path) {
      const bytes = files.readBytes(path);
      hashes.set(path, sha256(bytes));
      return bytes;
    },
  };
}

/** Makes every component but those for later, so that one pass finds all that fail. */
function makeAll(
  container: ExperimentContainer,
  resolved: ResolvedExperiment,
  later: readonly ResolvedComponent[],
): readonly Finding[] {
  const failures = new Map<string, Finding>();
  for (const component of topComponents(resolved)) {
    if (later.includes(component)) continue;
    try {
      container.get(component);
    } catch (error) {
      const finding = findingOf(error);
      failures.set(finding.path, finding);
    }
  }
  return [...failures.values()];
}

function findingOf(error: unknown): Finding {
  return makeErrorOf(error).finding;
}

function makeErrorOf(error: unknown): MakeError {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (inner instanceof MakeError) return inner;
  }
  throw error;
}

/** Throws where something was found. */
function refuse(resolved: ResolvedExperiment, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  throw new ConfigurationError(findings.map((finding) => resolved.problem(finding)));
}

function partsOf(experiment: Assembled, memory: number): Parts {
  const { source, target, interpolant, heads, losses, integrator, training, samples } = experiment;
  return {
    source,
    target,
    interpolant,
    heads: heads.map(({ component }) => component),
    headPaths: heads.map(({ path }) => path),
    terms: losses.map(({ term }) => term),
    integrator: integrator.component,
    batch: training.batch,
    samples,
    evaluation: experiment.evaluation,
    moments: experiment.optimizer.moments.length + (training.average === null ? 0 : 1),
    memory,
  };
}

/** An experiment whose parts are not yet known to fit. */
type Assembled = Omit<Experiment, 'rowPlan'>;

function collect(
  container: ExperimentContainer,
  resolved: ResolvedExperiment,
  { files, dimension }: Pick<Experiment, 'files'> & Pick<Host, 'dimension'>,
): Assembled {
  const { settings, name } = resolved;
  const { steps, batch, clip, average, averageWarmup, log, checkpoint } = settings.training;
  const side = (component: ResolvedComponent): Distribution => {
    if (dimension === undefined) return live(container, 'data', component);
    return lazyDistribution(dimension, () => {
      try {
        return live(container, 'data', component);
      } catch (error) {
        throw new ConfigurationError([resolved.problem(findingOf(error))]);
      }
    });
  };
  const target = side(settings.data.target);
  const heads = settings.heads.map((head) => named(container, 'head', head));
  return {
    resolved,
    name,
    seed: settings.seed,
    files,
    dimension: target.dimension,
    orders: sortedOrders(heads.map(({ component }) => component)),
    source: side(settings.data.source),
    target,
    samples: settings.data.samples,
    coupling: live(container, 'coupling', settings.coupling),
    interpolant: live(container, 'interpolant', settings.interpolant),
    heads: [...heads].sort((a, b) => lowestOrder(a) - lowestOrder(b)),
    losses: weightedTerms(container, settings.losses),
    integrator: named(container, 'integrator', settings.integrator),
    scaling: live(container, 'scaling', settings.scaling),
    preconditioning: live(container, 'preconditioning', settings.preconditioning),
    engine: live(container, 'engine', settings.engine),
    optimizer: live(container, 'optimizer', settings.training.optimizer),
    metrics: settings.evaluation.metrics.map((metric) => named(container, 'metric', metric)),
    callbacks: settings.callbacks.map((callback) =>
      guardedCallback(live(container, 'callback', callback), { where: callback.path, name: callback.name }),
    ),
    training: { steps, batch, clip, average, averageWarmup, log, checkpoint },
    evaluation: settings.evaluation,
    citations: citationsOf(resolved),
  };
}

/** The live component of a slot; the schema of the slot promises its kind. */
function live<K extends Kind>(
  container: ExperimentContainer,
  _kind: K,
  component: ResolvedComponent,
): Components[K] {
  return container.get(component) as Components[K];
}

function named<K extends Kind>(
  container: ExperimentContainer,
  kind: K,
  component: ResolvedComponent,
): Named<Components[K]> {
  return { use: component.name, path: component.path, component: live(container, kind, component) };
}

function lowestOrder({ component }: Named<Components['head']>): number {
  return Math.min(...component.orders);
}

function weightedTerms(
  container: ExperimentContainer,
  losses: readonly ResolvedComponent[],
): readonly WeightedTerm[] {
  const terms = losses.map((loss): LossTerm => live(container, 'loss', loss));
  return terms.map((term, index) => {
    const alone = terms.filter(({ name }) => name === term.name).length === 1;
    const weight = losses[index]?.beside['weight'];
    return {
      use: losses[index]?.name ?? term.name,
      name: alone ? term.name : `${term.name} (losses.${index})`,
      term,
      ...(typeof weight === 'number'
        ? { weight }
        : { weight: term.defaultWeight, weightReason: term.weightReason }),
    };
  });
}

/** BibTeX of every plugin in use, nested ones too, each once, in the order of the experiment. */
function citationsOf(resolved: ResolvedExperiment): readonly string[] {
  return [...new Set(usedComponents(resolved).flatMap(({ plugin }) => plugin.cite))];
}
