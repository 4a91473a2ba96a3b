import {
  type ComposeRequest,
  composeProblem,
  ConfigurationError,
  type ResolvedComponent,
} from '@highorder/config';
import {
  type Components,
  HighOrderError,
  type Interpolant,
  type Kind,
  type Problem,
  type TextFiles,
} from '@highorder/core';
import { checkDimensions } from './checks/dimensions.ts';
import { MakeError, makeComponent } from './make-component.ts';
import { nestedComponents } from './nested-components.ts';

/** What a problem is opened from: a configuration, and what the host gives to plugins. */
export interface ProblemRequest extends ComposeRequest {
  readonly files: TextFiles;
}

/** A problem whose path is known. */
export interface OpenedProblem extends Problem {
  readonly interpolant: Interpolant;
}

/** The kinds of plugins that a problem may name, also inside of one another. */
export const problemKinds: readonly Kind[] = ['data', 'interpolant'];

/**
 * The live problem of a configuration: both distributions and the path, and nothing of networks, losses or metrics. So few
 * components need no container. Throws `ConfigurationError` with every mistake found.
 */
export function openProblem(request: ProblemRequest): OpenedProblem {
  const { settings, problem } = composeProblem(request);
  const made = <K extends Kind>(_kind: K, component: ResolvedComponent): Components[K] => {
    try {
      return live(component, request.files) as Components[K];
    } catch (error) {
      if (!(error instanceof MakeError)) throw error;
      throw new ConfigurationError([problem(error.finding)]);
    }
  };
  const source = made('data', settings.data.source);
  const target = made('data', settings.data.target);
  const findings = checkDimensions({ source, target });
  if (findings.length > 0) throw new ConfigurationError(findings.map(problem));
  return { source, target, interpolant: made('interpolant', settings.interpolant) };
}

/** A component and those nested in it. */
function live(component: ResolvedComponent, files: TextFiles): unknown {
  const nested = nestedComponents(component.options);
  const services = component.plugin.needs.map((name) => {
    if (name === 'files') return files;
    throw new HighOrderError({
      where: component.path,
      message: `The plugin ${component.kind}/${component.name} needs "${name}", which a problem alone does not have.`,
    });
  });
  return makeComponent(component, nested, [...nested.map((inner) => live(inner, files)), ...services]);
}
