import type { Tensor1D, Tensor2D, TensorRecord } from '@highorder/core';
import {
  type Cost,
  countGraph,
  type Graph,
  type GraphCost,
  type InputSpec,
  recordToRun,
  simplify,
  splitParameters,
} from '@highorder/engine';
import { batchArrays, openBatches } from '../batch.ts';
import { flowOf, type Model } from '../model.ts';
import { integratorStep } from '../sampler.ts';
import { stateNames, stateVectorNames } from '../step-names.ts';
import { stepScalars } from '../step-scalars.ts';
import { rowLosses, totalLoss } from '../training-loss.ts';
import { trainingStep } from '../training-step.ts';

/** FLOPs and bytes of the parts of a model, by the conventions of the engine's `Cost`. */
export interface ModelCost {
  /** Of each head alone, for one point, forward. */
  readonly heads: readonly Cost[];
  /** Of all loss terms, for one batch, forward. */
  readonly loss: Cost;
  /** Of one whole update: losses, gradient, optimizer, average. */
  readonly trainingStep: StepCost;
  /** Of one step of the sampler, for one point. */
  readonly samplerStep: Cost;
}

/** What one update costs. */
export interface StepCost extends Omit<GraphCost, 'byOrigin' | 'nodes'> {
  /** By the component that asked for the operations; a gradient counts with what it is the gradient of. */
  readonly byOrigin: Readonly<Record<string, Cost>>;
}

/** Points among which the cost of parts is shared, so that what does not grow with points hardly counts. */
const POINTS = 1024;

/**
 * Counts what a model costs, from the graphs that compiled engines run; no engine is needed. Throws
 * `UnsupportedOperation` where an operation has no place in a graph.
 */
export function countModel(model: Model): ModelCost {
  const { experiment } = model;
  return {
    heads: experiment.heads.map((_, index) => each(countGraph(headGraph(model, index)).total)),
    loss: countGraph(lossGraph(model)).total,
    trainingStep: countUpdate(model),
    samplerStep: each(countGraph(samplerGraph(model)).total),
  };
}

/** Counts what one update of a model costs. Throws `UnsupportedOperation` where an operation has no place in a graph. */
export function countUpdate(model: Model): StepCost {
  const { nodes: _, byOrigin, ...cost } = countGraph(stepGraph(model));
  return { ...cost, byOrigin: Object.fromEntries(byOrigin) };
}

function each(cost: Cost): Cost {
  return {
    flops: cost.flops / POINTS,
    matrixProducts: cost.matrixProducts / POINTS,
    elementwise: cost.elementwise / POINTS,
    transcendental: cost.transcendental / POINTS,
    reductions: cost.reductions / POINTS,
    bytes: cost.bytes / POINTS,
  };
}

type Inputs = Readonly<Record<string, InputSpec>>;

function headGraph({ experiment, layout }: Model, index: number): Graph {
  const { heads, dimension } = experiment;
  const head = heads[index]?.component;
  const below = Math.min(...(head?.orders ?? [1])) - 1;
  const lowerNames = Array.from({ length: below }, (_, order) => `lower-${order + 1}`);
  const inputs: Inputs = {
    ...pointInputs(dimension),
    ...Object.fromEntries(lowerNames.map((name) => [name, { shape: [POINTS, dimension] }])),
    [stateNames.parameters]: { shape: [layout.size] },
  };
  return simplify(
    recordToRun((given) => {
      const parameters = splitParameters(given[stateNames.parameters] as Tensor1D, layout)[index] ?? {};
      const lower = lowerNames.map((name) => given[name] as Tensor2D);
      const outputs = head?.predict(parameters, { ...pointOf(given), lower }) ?? [];
      return Object.fromEntries(outputs.map((output, place) => [String(place), output]));
    }, inputs),
  );
}

function lossGraph(model: Model): Graph {
  const average = model.experiment.training.average !== null;
  return simplify(
    recordToRun((given) => {
      const flow = flowOf(model, given[stateNames.parameters] as Tensor1D);
      const teacher = average ? flowOf(model, given[stateNames.average] as Tensor1D) : flow;
      return { loss: totalLoss(model, rowLosses(model, { flow, teacher }, given)) };
    }, stepInputs(model)),
  );
}

function stepGraph(model: Model): Graph {
  return simplify(recordToRun(trainingStep(model), stepInputs(model)));
}

function samplerGraph(model: Model): Graph {
  const { layout, experiment } = model;
  const inputs = { parameters: { shape: [layout.size] }, ...pointInputs(experiment.dimension) };
  return simplify(recordToRun(integratorStep(model), inputs));
}

function stepInputs(model: Model): Inputs {
  const vectors = stateVectorNames(model).map((name) => [name, { shape: [model.layout.size] }] as const);
  const scalars = Object.keys(stepScalars(model, 0)).map((name) => [name, { shape: [] }] as const);
  const columns = batchArrays(openBatches(model)(0)).map(({ name, shape }) => [name, { shape }] as const);
  return Object.fromEntries([...vectors, ...scalars, ...columns]);
}

function pointInputs(dimension: number): Inputs {
  return { x: { shape: [POINTS, dimension] }, t: { shape: [POINTS, 1] }, d: { shape: [POINTS, 1] } };
}

function pointOf({ x, t, d }: TensorRecord) {
  return { x: x as Tensor2D, t: t as Tensor2D, d: d as Tensor2D };
}
