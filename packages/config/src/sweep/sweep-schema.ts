import { z } from 'zod';
import { slot } from '../resolved-component.ts';

/** No sweep has more jobs, so that no count in it can be larger. */
export const MOST_JOBS = 100_000;

const positiveInteger = z.int().min(1);
const count = z.int().max(MOST_JOBS);
const seed = z.int().min(0);
// Names become names of folders.
const name = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][\w.-]*$/, 'expected a name of letters, digits, hyphens, dots and underscores');
const label = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'expected a label on one line, without control characters');

const sources = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const overOthers = 'Fields of an experiment over those of other files, under a name.';
const named = {
  name: name.describe('What tables call it.'),
  extends: sources.optional().describe('Configurations that it builds on, merged left to right.'),
};

/** A configuration by its name, or fields of an experiment over those of others, under a name of its own. */
const variant = z.union([z.string().min(1), z.looseObject(named).describe(overOthers)]);

/** A method, which may be another one on some problems: published scripts set their sizes by the problem. */
const on = z
  .record(z.string(), z.looseObject({ extends: sources.optional() }))
  .optional()
  .describe('Fields for one problem alone, by the name of the problem, over all others of the method.');
const method = z.union([z.string().min(1), z.looseObject({ ...named, on }).describe(overOthers)]);

const range = z
  .strictObject({
    from: z.number().describe('The first value.'),
    to: z.number().describe('The last value.'),
    step: z.number().positive().optional().describe('The distance between values; `to` is the last at most.'),
    count: count.min(2).optional().describe('So many values, equally spaced, both ends among them.'),
  })
  .refine(({ from, to }) => Number.isFinite(to - from), 'the ends of a range have a finite distance');

const log = z
  .strictObject({
    from: z.number().positive().describe('The first value.'),
    to: z.number().positive().describe('The last value.'),
    count: count.min(2).optional().describe('So many values with equal ratios, both ends among them.'),
  })
  .refine(
    ({ from, to }) => to / from > 0 && Number.isFinite(to / from),
    'the ends of log have a ratio that a number can hold',
  );

/** An option and where its values come from. */
const optionAndValues = {
  option: z
    .string()
    .min(1)
    .describe('Where the values go, as on the command line: training.batch, losses.1.weight.'),
  label: label.optional().describe('What tables call it; the last names of the option otherwise.'),
  choice: z.array(z.unknown()).min(1).optional().describe('These values.'),
  range: range.optional().describe('Values at equal distances.'),
  log: log.optional().describe('Values with equal ratios.'),
};

/** A check of schemas: the values come from one place. */
function fromOnePlace(
  context: z.core.ParsePayload<{
    readonly choice?: unknown;
    readonly range?: unknown;
    readonly log?: unknown;
  }>,
): void {
  const { choice, range: steps, log: ratios } = context.value;
  if ([choice, steps, ratios].filter((values) => values !== undefined).length === 1) return;
  context.issues.push({
    code: 'custom',
    input: context.value,
    message: 'an axis takes its values from one of choice, range and log',
  });
}

const axis = z
  .strictObject({
    ...optionAndValues,
    of: z
      .enum(['method', 'problem'])
      .default('method')
      .describe('Whether its values make other methods, or other problems, of those that are named.'),
    when: z
      .record(z.string(), z.unknown())
      .default({})
      .describe(
        'Where the axis applies: values, or lists of values, of `problem`, `method` and the options of other axes. Elsewhere the option stays.',
      ),
  })
  .check(fromOnePlace)
  .describe('An option that takes several values.');

/** Every method tries all of a grid, so that nothing is said of where it applies. */
const gridAxis = z
  .strictObject(optionAndValues)
  .check(fromOnePlace)
  .describe('An option that takes several values.');

const random = z.strictObject({
  random: count.min(1).describe('So many draws of all axes at once, for each problem and method.'),
  seed: seed.default(0).describe('Start of the draws.'),
});

const budget = z
  .strictObject({
    steps: positiveInteger.optional().describe('So many updates of the parameters in every run.'),
    samples: positiveInteger.optional().describe('As many updates as see so many rows, whatever the batch.'),
    flops: z
      .number()
      .positive()
      .optional()
      .describe('As many updates as cost so many FLOPs, counted from the graph of an update.'),
    seconds: z
      .number()
      .positive()
      .optional()
      .describe(
        'As many updates as took so many seconds in a trial on this machine, which is made once and kept with the sweep.',
      ),
    parameters: z
      .string()
      .min(1)
      .optional()
      .describe(
        'match, or the name of a method: widths of heads are changed so that every method has about as many parameters as the baseline, or as that method.',
      ),
  })
  .check((context) => {
    const { parameters: _, ...lengths } = context.value;
    if (Object.values(lengths).filter((value) => value !== undefined).length <= 1) return;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: 'a budget is one of steps, samples, flops and seconds',
    });
  });

const seeds = z.union([
  z.array(seed).min(1),
  z
    .strictObject({
      count: count.min(1).describe('So many seeds.'),
      from: seed.default(0).describe('The first one.'),
    })
    .refine(
      ({ count: many, from }) => Number.isSafeInteger(from + many),
      'the last seed is a whole number that a double can hold',
    ),
]);

const tune = z.strictObject({
  grid: z
    .array(gridAxis)
    .min(1)
    .describe(
      'Options and the values that are tried, every one with every other one: the same for each method.',
    ),
  problems: z.array(variant).min(1).describe('Problems to tune on. The table may have none of them.'),
  seeds: seeds.describe('Seeds to tune with. The table may have none of them.'),
  metric: z.string().min(1).describe('The value that is to be small, such as w2 or endpoint-error/median.'),
  steps: positiveInteger.describe('The number of steps of the sampler at which it is.'),
});

const margin = z.union([
  z.number().positive(),
  z
    .string()
    .regex(/^\s*\d+(\.\d+)?\s*%\s*$/, 'expected a share such as 5%, or a number in the units of the metric'),
]);

/** A sweep as it is written. Unknown fields are mistakes. */
export const sweepSchema = z.strictObject({
  name: name.optional().describe('Name of the sweep and of its folder; by default that of its file.'),
  problems: z.array(variant).min(1).describe('The problems: what every method is tried on.'),
  methods: z.array(method).min(1).describe('The methods that are compared.'),
  seeds: seeds
    .default([0])
    .describe(
      'Every problem and method is run with each of these seeds, or with `count` seeds from `from` on.',
    ),
  experiment: z
    .looseObject({})
    .default({})
    .describe('Fields of every experiment, over those of problem and method.'),
  axes: z.array(axis).default([]).describe('Options that take several values.'),
  combine: z
    .union([z.enum(['grid', 'zip']), random])
    .default('grid')
    .describe(
      'grid: every value with every other one. zip: first with first, second with second. Or draws at random.',
    ),
  metrics: z
    .array(z.union([z.string().min(1), z.looseObject({ use: z.string().min(1) })]))
    .min(1)
    .optional()
    .describe('What is measured, by name or as a component; what the experiments measure otherwise.'),
  steps: z
    .array(positiveInteger)
    .min(1)
    .optional()
    .describe('Numbers of steps of the sampler at which is measured; those of the experiments otherwise.'),
  rows: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Values of metrics that the table shows, such as endpoint-error/median; all otherwise.'),
  baseline: z
    .string()
    .nullable()
    .default(null)
    .describe('The method that the others are compared with; null: the first one.'),
  relevant: z
    .union([margin, z.record(z.string(), margin)])
    .nullable()
    .default(null)
    .describe(
      "The least difference that matters: 5% of the baseline's mean, or a number in the units of the metric; or one for each value of a metric that is named. Without it nothing is called equivalent or at the floor.",
    ),
  budget: budget
    .nullable()
    .default(null)
    .describe('What every run may cost, in place of training.steps; null: what the experiments say.'),
  tune: tune
    .nullable()
    .default(null)
    .describe('Options that are chosen for each method before it is compared; null: none.'),
  launcher: slot('launcher').prefault({ use: 'local' }).describe('What runs the jobs.'),
  jobs: positiveInteger
    .nullable()
    .default(null)
    .describe('Jobs side by side; null: as many as the launcher takes.'),
});

/** A checked sweep. */
export type SweepSettings = Readonly<z.output<typeof sweepSchema>>;

/** The fields of a sweep; an override of any other one changes the experiments. */
export const sweepFields: ReadonlySet<string> = new Set(Object.keys(sweepSchema.def.shape));
