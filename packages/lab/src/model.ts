import {
  type AffineMap,
  createFlow,
  type Distribution,
  type Flow,
  type FlowPoint,
  type NetworkView,
  type OrderHead,
  type Parameters,
  randomStream,
  type Tensor1D,
  type Tensor2D,
} from '@highorder/core';
import { type ParameterLayout, parameterLayout, splitParameters, withOrigin } from '@highorder/engine';
import { type Experiment, lazyDistribution, type Named } from '@highorder/runtime';
import { type Fitted, fitToData, refuseOtherDimension } from './fitted.ts';
import { fixedSet } from './fixed-set.ts';
import { type FlowGraphs, recordFlow } from './record-flow.ts';

/** What is settled once for a run: the units of training, what networks see, and the place of every parameter. */
export interface Model {
  readonly experiment: Experiment;
  /** Source and target of training: the experiment's, or fixed sets of them, in the data's own units. */
  readonly source: Distribution;
  readonly target: Distribution;
  /** What was measured on the data: units and view follow from it. */
  readonly fitted: Fitted;
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

/**
 * Measures the problem, where `known` is not what a run measured, and lays out the parameters. Deterministic: the same
 * experiment gives the same model.
 */
export function createModel(experiment: Experiment, known?: Fitted): Model {
  const { dimension, heads, interpolant } = experiment;
  const source = trainingSet(experiment, 'source');
  const target = trainingSet(experiment, 'target');
  const fitted = known ?? fitToData(experiment, { source, target });
  refuseOtherDimension(fitted, experiment);
  const { units, sourceSpread, targetSpread } = fitted;
  const view = experiment.preconditioning.fit({ interpolant, sourceSpread, targetSpread });
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
  return { experiment, source, target, fitted, units, view, layout, graphs, flow, advance };
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
  const all = sides[side];
  if (samples === 'fresh') return all;
  // Sampling uses neither, and shall not need the data.
  return lazyDistribution(all.dimension, () =>
    fixedSet(all.sample(samples, randomStream({ seed, purpose: `data/${side}` }))),
  );
}

/** The flow of parameters as one flat vector, [layout.size]; gradients flow to it. */
export function flowOf(model: Model, flat: Tensor1D): ModelFlow {
  return model.flow(splitParameters(flat, model.layout));
}
