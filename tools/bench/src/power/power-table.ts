import {
  type Comparison,
  type GaussianMixture,
  independentDraws,
  type Metric,
  mixtureDistribution,
  randomStream,
} from '@highorder/core';
import type { Table } from '../results/benchmark.ts';
import type { Scene } from './scenes.ts';

/** A value of a metric that should tell samples from the truth. */
export interface Contestant {
  readonly name: string;
  /** Which of the metric's values. */
  readonly value: string;
  metric(): Metric;
  /** The largest number of points that it looks at: for more samples nothing changes. */
  readonly most: number;
}

const LEVEL = 0.05;

/** How often each contestant rejects "samples = truth" at level 0.05, in percent of that many repetitions. */
export function powerTable(
  { name, truth, wrong }: Scene,
  contestants: readonly Contestant[],
  sizes: readonly { readonly samples: number; readonly repetitions: number }[],
): Table {
  const error = (repetitions: number) => Math.ceil(50 / Math.sqrt(repetitions));
  return {
    title: `Rejections, ${name}`,
    text:
      `In percent at level ${LEVEL}. ` +
      sizes
        .map(({ samples, repetitions }) => {
          return `${samples} samples: ${repetitions} repetitions, standard error at most ${error(repetitions)}.`;
        })
        .join(' '),
    columns: [
      'metric',
      ...['perfect', ...wrong.map((each) => each.name)].flatMap((what) =>
        sizes.map(({ samples }) => `${what}, ${samples}`),
      ),
    ],
    rows: contestants.map((contestant) => {
      const flows = [truth, ...wrong.map((each) => each.samples)];
      const columns = sizes.map(({ samples, repetitions }, place) =>
        // Once a smaller size holds all points that it looks at, nothing changes.
        place > 0 && Number(sizes[place - 1]?.samples) >= contestant.most
          ? flows.map(() => 'same')
          : rejections({ contestant, truth, samples, repetitions }, flows),
      );
      return [
        contestant.name,
        ...[truth, ...wrong].flatMap((_, which) => columns.map((column) => column[which] ?? '')),
      ];
    }),
  };
}

interface Trial {
  readonly contestant: Contestant;
  readonly truth: GaussianMixture;
  readonly samples: number;
  readonly repetitions: number;
}

/** By the metric's own p value, where it has one; else by the quantile of its values between other draws of the truth. */
function rejections(trial: Trial, flows: readonly GaussianMixture[]): readonly string[] {
  const { contestant, repetitions } = trial;
  const metric = contestant.metric();
  const sign = metric.higherIsBetter?.includes(contestant.value) ? -1 : 1;
  const draw = drawer(trial, metric);
  const scores = (flow: GaussianMixture, purpose: string, count = repetitions) =>
    Array.from({ length: count }, (_, index) => {
      const comparison = draw(flow, purpose, index);
      const p = metric.pValues?.(comparison)[contestant.value];
      return p === undefined ? { value: sign * Number(metric.measure(comparison)[contestant.value]) } : { p };
    });
  // Its 95 % quantile: of n values, that of rank 0.95 (n + 1), so that a new value is above it with probability 0.05 on average.
  const nulls = metric.pValues === undefined ? scores(trial.truth, 'null', Math.max(39, repetitions)) : [];
  const ascending = nulls.map(({ value = 0 }) => value).sort((one, other) => one - other);
  const critical = ascending[Math.ceil(0.95 * (ascending.length + 1)) - 1] ?? Infinity;
  return flows.map((flow, which) => {
    const rejected = scores(flow, `flow ${which}`).filter(({ p, value = 0 }) =>
      p === undefined ? value > critical : p <= LEVEL,
    );
    return ((100 * rejected.length) / repetitions).toFixed(0);
  });
}

function drawer({ contestant, truth, samples }: Trial, metric: Metric) {
  const { draw } = metric.scheme ?? independentDraws;
  const count = Math.min(samples, contestant.most);
  const target = mixtureDistribution(truth);
  return (flow: GaussianMixture, purpose: string, index: number): Comparison => {
    const stream = (side: string) =>
      randomStream({ seed: 0, purpose: `power/${contestant.name}/${samples}/${purpose}/${side}`, index });
    return {
      generated: draw(mixtureDistribution(flow), count, stream('generated')),
      reference: draw(target, count, stream('reference')),
      problem: { source: target, target },
    };
  };
}
