import {
  type Column,
  type Columns,
  type DrawnRows,
  type PairSource,
  pathDerivative,
  type Points,
  randomStream,
  toUnits,
} from '@highorder/core';
import type { PlannedGroup } from '@highorder/runtime';
import type { Model } from './model.ts';

/** The rows of one group in one batch, on the host, in units of training. */
export interface GroupRows {
  readonly name: string;
  readonly drawn: DrawnRows;
  /** x(t) on the path, [rows * dimension]. */
  readonly x: Float64Array;
  /** Columns of each term, by the term's index among the losses. */
  readonly columns: ReadonlyMap<number, Columns>;
}

/** What one training step learns from. */
export interface Batch {
  readonly step: number;
  readonly groups: readonly GroupRows[];
}

/** Draws the batch of any step: equal steps give equal batches, whatever was drawn before. */
export type BatchSource = (step: number) => Batch;

/** Opens the coupling of a model and returns what draws its batches. */
export function openBatches(model: Model): BatchSource {
  const { experiment, source, target } = model;
  const { seed, coupling, training, rowPlan } = experiment;
  const pairs = coupling.open({ source, target, random: randomStream({ seed, purpose: 'coupling' }) });
  return (step) => {
    const all = drawPairs(model, pairs, { rows: training.batch, step });
    return { step, groups: rowPlan.map((group) => drawGroup(model, group, all, step)) };
  };
}

interface ScaledPairs {
  readonly x0: Points;
  readonly x1: Points;
}

function drawPairs(
  { experiment, units }: Model,
  pairs: PairSource,
  { rows, step }: { readonly rows: number; readonly step: number },
): ScaledPairs {
  const random = randomStream({ seed: experiment.seed, purpose: 'batch/pairs', index: step });
  const { source, target } = pairs.draw(rows, random);
  return { x0: toUnits(units, source), x1: toUnits(units, target) };
}

function drawGroup(
  { experiment, view }: Model,
  planned: PlannedGroup,
  pairs: ScaledPairs,
  step: number,
): GroupRows {
  const { interpolant, dimension, seed, losses } = experiment;
  const { name, group, start, rows, terms } = planned;
  const slice = ({ values }: Points) => values.slice(start * dimension, (start + rows) * dimension);
  const { t, d } = group.times.draw({
    rows,
    domain: interpolant.domain(group.derivatives ?? 0),
    clock: view.clock,
    random: randomStream({ seed, purpose: `batch/times/${name}`, index: step }),
  });
  const drawn: DrawnRows = { rows, dimension, x0: slice(pairs.x0), x1: slice(pairs.x1), t, d };
  const path = { interpolant, clock: view.clock };
  const columns = terms.map((index) => [index, losses[index]?.term.prepare?.(drawn, path) ?? {}] as const);
  return { name, drawn, x: pathDerivative(interpolant, drawn, 0), columns: new Map(columns) };
}

/** One array of a batch under the name by which the training step knows it. */
export interface BatchArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The arrays of a batch, float32, as the training step takes them. */
export function batchArrays({ groups }: Batch): readonly BatchArray[] {
  return groups.flatMap(({ name, drawn, x, columns }) => {
    const { rows, dimension, t, d } = drawn;
    const own = [...columns].flatMap(([term, named]) =>
      Object.entries(named).map(([column, values]) => array(columnName(name, term, column), rows, values)),
    );
    return [
      array(`${name}/x`, rows, { width: dimension, values: x }),
      array(`${name}/t`, rows, { width: 1, values: t }),
      array(`${name}/d`, rows, { width: 1, values: d }),
      ...own,
    ];
  });
}

/** The name of a term's column among the arrays of a batch. */
export function columnName(group: string, term: number, column: string): string {
  return `${columnPrefix(group, term)}${column}`;
}

/** What the names of all columns of a term begin with. */
export function columnPrefix(group: string, term: number): string {
  return `${group}/term-${term}/`;
}

function array(name: string, rows: number, { width, values }: Column): BatchArray {
  return { name, shape: [rows, width], values: new Float32Array(values) };
}
