import {
  type FlowPath,
  type FlowQuestions,
  type Metric,
  points as pointsOf,
  type Points,
  required,
} from '@highorder/core';
import { exactAnswers, lacksExactFlow } from '@highorder/oracle';
import { z } from 'zod';

/** Options of the metrics that look at paths. */
export const pathOptions = {
  points: z.int().positive().default(100).describe('Paths looked at, from the first so many source points.'),
  steps: z.int().min(2).default(64).describe('Steps of the sampler on each path, equal on the clock.'),
  tolerance: z
    .number()
    .min(1e-14)
    .max(1e-2)
    .default(1e-6)
    .describe('Error of a step of the exact flow, relative to the size of coordinates.'),
};

/** What a metric says of paths, by its names, and how many paths of which it looks at. */
export interface PathMeasure {
  readonly points: number;
  readonly steps: number;
  readonly tolerance: number;
  /** Its names. */
  readonly names: readonly string[];
  valuesOf(path: FlowPath): Readonly<Record<string, number>>;
}

/** A metric of the sampler's paths from source points. Its floor is what the paths of the exact flow score at the same times. */
export function pathMetric({ points, steps, tolerance, names, valuesOf }: PathMeasure): Metric {
  const ask = (source: Points): FlowQuestions => ({ paths: [{ from: firstPoints(source, points), steps }] });
  return {
    points,
    values: () => names,
    unsuitable: lacksExactFlow,
    ask: ({ source }) => ask(source),
    measure: ({ flow }) => valuesOf(required(flow?.paths[0], 'This metric needs the paths of the flow.')),
    floor({ source, problem, clock }) {
      const { paths } = exactAnswers({ problem, clock, tolerance }, ask(source));
      return valuesOf(required(paths[0], 'One path was asked for.'));
    },
  };
}

function firstPoints({ values, count, dimension }: Points, limit: number): Points {
  return pointsOf(dimension, values.slice(0, Math.min(count, limit) * dimension));
}
