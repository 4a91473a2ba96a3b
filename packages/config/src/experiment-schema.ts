import { z } from 'zod';
import { longestName } from './experiment-name.ts';
import { slot } from './resolved-component.ts';

/** A whole number up to a bound past which no machine comes: a typing mistake is told before it becomes hours or gigabytes. */
const upTo = (most: number) => z.int().min(1).max(most);
const count = upTo(1_000_000_000);
const rows = upTo(100_000_000);

const data = z
  .strictObject({
    source: slot('data').describe('Where samples start, at t = 0.'),
    target: slot('data').describe('What samples should look like, at t = 1.'),
    samples: z
      .union([z.literal('fresh'), rows])
      .default('fresh')
      .describe('Fresh points for every batch, or a fixed set of that many points a side, drawn once.'),
  })
  .describe('The pair of distributions.');

const training = z
  .strictObject({
    steps: count.default(4000).describe('Updates of the parameters.'),
    batch: upTo(10_000_000).default(512).describe('Rows of a batch, all row groups together.'),
    optimizer: slot('optimizer')
      .prefault({ use: 'adam' })
      .describe('The update rule, with its learning rate.'),
    clip: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe('Largest Euclidean norm of the gradient; longer ones are scaled down. null: no clipping.'),
    average: z
      .number()
      .gt(0)
      .lt(1)
      .nullable()
      .default(null)
      .describe(
        'Decay of the exponential moving average of the parameters, used for evaluation. null: none.',
      ),
    averageWarmup: z
      .boolean()
      .default(false)
      .describe(
        'Whether the average begins with a short memory: its decay after n updates is at most (1 + n) / (10 + n).',
      ),
    log: count.default(50).describe('A line of metrics every so many steps.'),
    checkpoint: count.default(1000).describe('A checkpoint every so many steps.'),
  })
  .describe('How the flow is trained.');

const metrics = [
  'mode-distance',
  'w2-stratified',
  'sliced-w2',
  'energy-distance',
  'precision-recall',
  'mode-coverage',
  'endpoint-error',
];

const evaluation = z
  .strictObject({
    steps: z
      .array(upTo(1_000_000))
      .min(1)
      .max(1000)
      .default([1, 2, 4, 8, 16, 64])
      .describe('Numbers of steps of the sampler at which the flow is measured.'),
    samples: rows.default(1000).describe('Points on each side of a comparison.'),
    draws: z
      .int()
      .min(2)
      .max(10_000)
      .default(8)
      .describe('Independent draws of the truth behind each noise floor.'),
    metrics: z
      .array(slot('metric'))
      .prefault(metrics.map((use) => ({ use })))
      .describe('What is measured.'),
  })
  .describe('How the trained flow is measured.');

const loss = slot('loss', {
  beside: {
    weight: z
      .number()
      .nonnegative()
      .optional()
      .describe('Factor of the term in the training loss. The default of the term where left out.'),
  },
});

/** An experiment as it is written: every field that a configuration may have. Unknown fields are mistakes. */
export const experimentSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]*$/, 'expected a name of letters, digits, hyphens, dots and underscores')
    .max(longestName)
    .optional()
    .describe(
      'Name of the experiment and of the folder of its runs. By default made of the names of its files.',
    ),
  seed: z.int().min(0).default(0).describe('Start of every random stream. Equal seeds give equal runs.'),
  data,
  coupling: slot('coupling')
    .prefault({ use: 'independent' })
    .describe('How source and data points are paired.'),
  interpolant: slot('interpolant').prefault({ use: 'ot' }).describe('The path from source to data.'),
  heads: z.array(slot('head')).min(1).max(100).describe('The networks, one or more orders each.'),
  losses: z.array(loss).min(1).max(100).describe('The summands of the training loss.'),
  integrator: slot('integrator')
    .prefault({ use: 'taylor' })
    .describe('How the flow is turned into steps, in training and in sampling.'),
  scaling: slot('scaling').prefault({ use: 'standardize' }).describe('The units of training.'),
  preconditioning: slot('preconditioning')
    .prefault({ use: 'unit-variance' })
    .describe('What the networks see of x, t and d.'),
  engine: slot('engine').prefault({ use: 'auto' }).describe('What executes the numeric functions.'),
  training: training.prefault({}),
  evaluation: evaluation.prefault({}),
  callbacks: z.array(slot('callback')).prefault([]).describe('Watchers of the run.'),
});

/** A checked experiment, with a resolved component where the file names one. */
export type ExperimentSettings = Readonly<z.output<typeof experimentSchema>> & { readonly name: string };
