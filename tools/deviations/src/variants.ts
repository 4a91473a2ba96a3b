import { type ProblemName, type ScriptSettings, scriptSettings } from './script-settings.ts';

/** A run to be measured: configurations and changes, as on the command line of `highorder train`. */
export interface Variant {
  /** Short and stable: it names the rows of the results. */
  readonly name: string;
  /** What it is, for the table. */
  readonly what: string;
  readonly sources: readonly string[];
  readonly overrides: readonly string[];
}

/** Variants that a table compares with its first. */
export interface VariantGroup {
  readonly name: string;
  readonly variants: readonly Variant[];
}

/** The weight of M2 at which u_2 moves a step of 1/16 as much as u_1 does: the default of `matching`. */
const fairWeight = (1 / 32) ** 2;

/** All runs of a problem: one deviation at a time from the corrected method, then one repair at a time, then arms. */
export function variantGroups(problem: ProblemName): readonly VariantGroup[] {
  const settings: ScriptSettings = scriptSettings[problem];
  return [
    { name: 'deviations', variants: [...deviations(problem, settings), published(problem)] },
    { name: 'repairs', variants: repairs(problem, settings) },
    { name: 'arms', variants: arms(problem, settings) },
  ];
}

function deviations(problem: ProblemName, settings: ScriptSettings): readonly Variant[] {
  const { share, pairs, weight } = settings;
  const alone = (name: string, what: string, ...changes: readonly string[]): Variant => ({
    name,
    what,
    sources: [`problems/${problem}`, 'methods/homo-2-paper', 'paths/vp-ode'],
    overrides: [...corrected(settings), ...changes],
  });
  const matchingWeight = (1 - share) * fairWeight;
  return [
    alone('corrected', 'the paper’s method, computed correctly'),
    alone(
      'wrong-derivatives',
      'second derivatives as in the scripts',
      `losses.1={use: as-published-acceleration, times: {use: uniform, to: 0.99}, weight: ${matchingWeight}}`,
    ),
    alone('tiny-weight', `M2 weighs ${weight}`, `losses.1.weight=${(1 - share) * weight}`),
    alone(
      'late-times',
      'times of M1 and M2 up to 1 - 1e-6',
      'interpolant.velocityMargin=1e-6',
      'interpolant.margin=1e-6',
      `losses.0.times.to=${1 - 1e-6}`,
      `losses.1.times.to=${1 - 1e-6}`,
    ),
    alone(
      'second-order-on-steps',
      'M2 with its target at d = 0 on rows with steps too',
      `+losses.3={use: as-published-acceleration, target: path, rows: bootstrap, weight: ${share * fairWeight}}`,
    ),
    alone('velocity-not-held', 'M2 trains u_1 through the input of u_2', 'heads.1.gradientsToLower=true'),
    alone('past-the-end', 't and d drawn apart', 'losses.2.times={use: as-published-steps}'),
    alone(
      'unclamped',
      'targets at d/2 = 1/256',
      'losses.2.times={use: as-published-unclamped, of: {use: shortcut-ladder}}',
    ),
    alone('fixed-points', `a fixed set of ${pairs} points a side`, `data.samples=${pairs}`),
    alone(
      'fixed-pairs',
      `a fixed set of ${pairs} pairs, each batch all of it`,
      `coupling={use: fixed, pairs: ${pairs}}`,
    ),
    alone(
      'no-scaling',
      'networks in the data’s own units',
      'scaling.use=none',
      'preconditioning.use=none',
      'heads.0.gain=1',
      'heads.1.gain=1',
    ),
    alone(
      'instantaneous',
      'sampling at d = 0 (the same trained flow)',
      'integrator.use=as-published-instantaneous',
    ),
    alone('without-second', 'paper’s own: u_2 left out of the sampler', 'integrator.order=1'),
    alone('flow-map', 'paper’s own, repaired: SC by flow-map, no double counting', 'losses.2.rule=flow-map'),
  ];
}

/** The paper's method with the script's sizes, rates and shares; a term weighs as much as its share of the rows. */
function corrected({ hidden, iterations, pairs, share }: ScriptSettings): readonly string[] {
  return [
    ...[0, 1].flatMap((head) => [
      `heads.${head}.hidden=[${hidden}, ${hidden}]`,
      `heads.${head}.initialization=pytorch`,
    ]),
    'losses.0.times={use: uniform, to: 0.99}',
    'losses.1.times={use: uniform, to: 0.99}',
    `losses.0.weight=${1 - share}`,
    `losses.1.weight=${(1 - share) * fairWeight}`,
    `losses.2.weight=${share}`,
    `losses.2.share=${share}`,
    'losses.2.times={use: shortcut-ladder, finest: 128}',
    `training.steps=${iterations}`,
    `training.batch=${pairs}`,
    'training.optimizer={use: adam, learningRate: 0.005}',
  ];
}

function published(problem: ProblemName): Variant {
  return {
    name: 'as-published',
    what: 'all together: the script',
    sources: [`experiments/as-published/${problem}`],
    overrides: [],
  };
}

function repairs(problem: ProblemName, settings: ScriptSettings): readonly Variant[] {
  const { share, stepTarget } = settings;
  const script = published(problem);
  const repaired = (name: string, what: string, ...overrides: readonly string[]): Variant => ({
    ...script,
    name: `as-published-${name}`,
    what,
    overrides,
  });
  return [
    script,
    repaired(
      'right-derivatives',
      'right second derivatives',
      'losses.1.target=path',
      ...(stepTarget === 'script' ? ['losses.3.target=path'] : []),
    ),
    repaired(
      'fair-weight',
      'M2 weighs 1/1024, its derivatives wrong',
      `losses.1.weight=${(1 - share) * fairWeight}`,
      `losses.3.weight=${share * fairWeight}`,
    ),
    repaired('without-second', 'u_2 left out of the sampler', 'integrator.order=1'),
    repaired('told-steps', 'sampling with networks told the step', 'integrator.use=taylor'),
    repaired(
      'scaled',
      'networks in units of order one',
      'scaling.use=standardize',
      'preconditioning.use=unit-variance',
    ),
  ];
}

/** The script for M1 + SC has half of its rows with steps and one wider network: what of the comparison is left. */
function arms(problem: ProblemName, { hidden, share }: ScriptSettings): readonly Variant[] {
  const script = published(problem);
  const times = '{use: as-published-unclamped, of: {use: as-published-steps}}';
  const arm = (name: string, what: string, width: number, rows: number): Variant => ({
    ...script,
    name: `arm-${name}`,
    what,
    overrides: [
      `heads=[{use: mlp, order: 1, hidden: [${width}, ${width}], sees: [x, t, d], initialization: pytorch, gain: 1}]`,
      `losses=[{use: matching, order: 1, weight: ${1 - rows}}, ` +
        `{use: self-consistency, rule: shortcut, share: ${rows}, times: ${times}, weight: ${rows}}]`,
    ],
  });
  return [
    script,
    arm('published', 'M1 + SC as published: SC on 1/2 of the rows, width 100', 100, 0.5),
    arm('equal-share', `M1 + SC, SC on ${share} of the rows, width 100`, 100, share),
    ...(hidden === 100
      ? []
      : [arm('equal-width', `M1 + SC, SC on ${share} of the rows, width ${hidden}`, hidden, share)]),
  ];
}
