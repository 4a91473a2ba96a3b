import {
  bcaInterval,
  type ConfidenceInterval,
  type Coverage,
  measureCoverage,
  medianInterval,
  percentileInterval,
  studentInterval,
} from '@highorder/statistics';
import type { Table } from '../results/benchmark.ts';
import { type Law, laws } from './laws.ts';

const RESAMPLES = 500;

interface Contestant {
  readonly name: string;
  readonly of: 'mean' | 'median';
  readonly experiments: number;
  interval(values: readonly number[], index: number): ConfidenceInterval;
}

const contestants: readonly Contestant[] = [
  {
    ...{ name: "mean, Student's t", of: 'mean', experiments: 5000 },
    interval: (values) => studentInterval(values),
  },
  {
    ...{ name: 'mean, percentile bootstrap', of: 'mean', experiments: 2000 },
    interval: (values, seed) => percentileInterval(values, { seed, resamples: RESAMPLES }),
  },
  {
    ...{ name: 'mean, BCa bootstrap', of: 'mean', experiments: 2000 },
    interval: (values, seed) => bcaInterval(values, { seed, resamples: RESAMPLES }),
  },
  {
    ...{ name: 'median, percentile bootstrap', of: 'median', experiments: 5000 },
    interval: (values) => medianInterval(values),
  },
];

/** How often 95% intervals hold the truth. */
export function intervalTable(seeds: readonly number[]): Table {
  return {
    title: 'Share of 95% intervals that hold the truth',
    text:
      `In percent. ${contestants.map(({ name, experiments }) => `${name}: ${experiments} experiments`).join('; ')}. ` +
      `${RESAMPLES} samples for each drawn bootstrap. Standard error of a share of 90%: 0.4 of 5000 experiments, 0.7 of 2000.`,
    columns: ['values', 'interval', ...seeds.map((count) => `${count} seeds`)],
    rows: laws.flatMap((law) =>
      contestants.map((contestant) => [
        law.name,
        contestant.name,
        ...seeds.map((count) => (100 * coverageOf(law, contestant, count).covered).toFixed(1)),
      ]),
    ),
  };
}

function coverageOf(law: Law, { of, experiments, interval }: Contestant, count: number): Coverage {
  return measureCoverage({ draw: law.draw, truth: law[of], count, interval, experiments });
}
