import {
  type AffineMap,
  createFlow,
  type Distribution,
  type Flow,
  type FlowPoint,
  type NetworkView,
  type OrderHead,
  type Parameters,
  type Points,
  randomStream,
  type Tensor1D,
  type Tensor2D,
  toUnits,
} from '@highorder/core';
import { type ParameterLayout, parameterLayout, splitParameters, withOrigin } from '@highorder/engine';
import type { Experiment, Named } from '@highorder/runtime';
import { fixedSet } from './fixed-set.ts';
import { type FlowGraphs, recordFlow } from './flow-derivatives.ts';

/** Points drawn once to measure the problem: enough that units differ by less than a percent between seeds. */
const MEASURED_POINTS = 10_000;

/** What is settled once for a run: the units of training, what networks see, and the place of every parameter. */
export interface Model {
  readonly experiment: Experiment;
  /** Source and target of training: the experiment's, or fixed sets of them, in the data's own units. */
  readonly source: Distribution;
  readonly target: Distribution;
  /** From the data's units to those of training. */
  readonly units: AffineMap;
  readonly view: NetworkView;
  readonly layout: ParameterLayout;
  /** The operations of flow and step, for the groups of rows whose terms differentiate them. */
  readonly graphs: FlowGraphs;
  /** The flow of the parameters of each head; gradients flow to them. */
  flow(parameters: readonly Parameters[]): ModelFlow;
  /** The experiment's step x(t) -> x(t + d), [rows, dimension]; that of training and of sampling. Gradients flow. */
  advance(flow: Flow, from: FlowPoint): Tensor2D;
}

/** A flow of a model, with the parameters of each head. */
export interface ModelFlow extends Flow {
  readonly parameters: readonly Parameters[];
}

/** Measures the problem and lays out the parameters. Deterministic: the same experiment gives the same model. */
export function createModel(experiment: Experiment): Model {
  const { dimension, heads, interpolant } = experiment;
  const source = trainingSet(experiment, 'source');
  const target = trainingSet(experiment, 'target');
  const measured = { source: measure(source, 'source'), target: measure(target, 'target') };
  const units = experiment.scaling.fit(measured);
  const view = experiment.preconditioning.fit({
    interpolant,
    sourceSpread: spread(toUnits(units, measured.source)),
    targetSpread: spread(toUnits(units, measured.target)),
  });
  const components = heads.map(withNamedOrigin);
  const layout = parameterLayout(components, dimension);
  const flow = (parameters: readonly Parameters[]): ModelFlow => ({
    parameters,
    ...createFlow({
      dimension,
      view,
      heads: components.map((head, index) => ({ head, parameters: parameters[index] ?? {} })),
    }),
  });
  const { use, component: integrator } = experiment.integrator;
  const advance = (chosen: Flow, from: FlowPoint) =>
    withOrigin(`integrator/${use}`, () => integrator.step(chosen, from));
  const graphs = recordFlow(experiment, { dimension, layout, flow }, advance);
  return { experiment, source, target, units, view, layout, graphs, flow, advance };
}

/** The head, whose operations say in graphs, messages and profiles that they are its own. */
function withNamedOrigin({ use, component }: Named<OrderHead>): OrderHead {
  const origin = `head/${use} of order ${component.orders.join(', ')}`;
  return {
    ...component,
    predict: (parameters, inputs) => withOrigin(origin, () => component.predict(parameters, inputs)),
  };
}

function trainingSet({ samples, seed, ...sides }: Experiment, side: 'source' | 'target'): Distribution {
  if (samples === 'fresh') return sides[side];
  return fixedSet(sides[side].sample(samples, randomStream({ seed, purpose: `data/${side}` })));
}

/** The same points whatever the experiment's seed, so that seeds share their units. */
function measure(distribution: Distribution, side: string): Points {
  return distribution.sample(MEASURED_POINTS, randomStream({ seed: 0, purpose: `measure/${side}` }));
}

/** Root mean square of a coordinate. */
function spread({ values }: Points): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** The flow of parameters as one flat vector, [layout.size]; gradients flow to it. */
export function flowOf(model: Model, flat: Tensor1D): ModelFlow {
  return model.flow(splitParameters(flat, model.layout));
}
