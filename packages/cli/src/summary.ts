import type { Model } from '@highorder/lab';
import type { Experiment } from '@highorder/runtime';
import { columns } from './output/columns.ts';

/** An experiment in short. */
export interface Summary {
  readonly experiment: string;
  readonly source: string;
  readonly target: string;
  readonly dimension: number;
  /** The interpolant. */
  readonly path: string;
  readonly heads: readonly {
    readonly use: string;
    readonly orders: readonly number[];
    readonly parameters: number;
  }[];
  readonly losses: readonly {
    readonly name: string;
    readonly weight: number;
    /** Why it is that, where nobody chose it and it is not 1. */
    readonly weightReason?: string | undefined;
    /** Its group of rows, and how many of a batch these are. */
    readonly group: string;
    readonly rows: number;
  }[];
  readonly batch: number;
  readonly integrator: { readonly use: string; readonly order: number; readonly evaluations: number };
  readonly parameters: number;
}

/** The parts of a model that one wants to see before training it. */
export function summarize({ experiment, layout }: Model): Summary {
  const { data, interpolant } = experiment.resolved.settings;
  const { component: integrator, use } = experiment.integrator;
  return {
    experiment: experiment.name,
    source: data.source.name,
    target: data.target.name,
    dimension: experiment.dimension,
    path: interpolant.name,
    heads: experiment.heads.map((head, index) => ({
      use: head.use,
      orders: head.component.orders,
      parameters: layout.slots.reduce((sum, slot) => sum + (slot.head === index ? slot.size : 0), 0),
    })),
    losses: experiment.losses.map(({ name, weight, weightReason, term }) => {
      const group = term.rows.name;
      return { name, weight, weightReason, group, rows: rowsOf(experiment, group) };
    }),
    batch: experiment.training.batch,
    integrator: { use, order: integrator.order, evaluations: integrator.evaluations },
    parameters: layout.size,
  };
}

function rowsOf({ rowPlan }: Experiment, group: string): number {
  return rowPlan.find(({ name }) => name === group)?.rows ?? 0;
}

/** A summary as aligned lines. */
export function summaryText(summary: Summary): string {
  const { source, target, dimension, integrator } = summary;
  return columns(
    [
      ['problem', `${source} -> ${target}, ${dimension} ${dimension === 1 ? 'dimension' : 'dimensions'}`],
      ['path', summary.path],
      ...summary.heads.map(({ use, orders, parameters }) => [
        `head of order ${orders.join(', ')}`,
        `${use}, ${parameters} parameters`,
      ]),
      ...summary.losses.map(({ name, weight, weightReason, group, rows }) => {
        const why = weightReason === undefined ? '' : ` (${weightReason})`;
        return [
          `loss ${name}`,
          `weight ${Number(weight.toPrecision(4))}${why}, ${rows} of ${summary.batch} rows (${group})`,
        ];
      }),
      [
        'integrator',
        `${integrator.use}, order ${integrator.order}, ${evaluations(integrator.evaluations)} a step`,
      ],
      ['parameters', String(summary.parameters)],
    ],
    '  ',
  );
}

function evaluations(count: number): string {
  return count === 1 ? '1 evaluation' : `${count} evaluations`;
}
