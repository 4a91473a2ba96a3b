/**
 * All that help needs to know. Plain JavaScript, like `program.js` and `main.js`, so that help does not wait for the
 * TypeScript loader; what a verb does is in `commands/<verb>.ts` and loads when it is used.
 *
 * @module
 */

/**
 * @typedef {object} Argument
 * @property {string} name In commander's form: `<one>`, `[perhaps]`, `<several...>`.
 * @property {string} description
 */

/**
 * @typedef {object} VerbOption
 * @property {string} flags In commander's form: `--count <n>`.
 * @property {string} description
 * @property {string | number} [standard] The value where it is not given.
 * @property {number} [least] For whole numbers: the smallest one.
 */

/**
 * @typedef {object} Verb
 * @property {string} name
 * @property {string} group A heading of help.
 * @property {string} usage What follows the name.
 * @property {string} summary
 * @property {string} example A command line.
 * @property {readonly Argument[]} words
 * @property {readonly VerbOption[]} options
 * @property {string} [notes] What else help says.
 */

const runs = 'Train and measure:';
const questions = 'Ask before running:';
const machine = 'This machine:';

/** @type {readonly Argument[]} */
const configurations = [
  {
    name: '<config...>',
    description: 'Names such as problems/circle, or YAML files; then changes: key=value, +key=value, ~key.',
  },
];

/** @type {readonly Argument[]} */
const run = [{ name: '<run>', description: 'The folder of a run, such as runs/circle-shortcut/<id>.' }];

/** All verbs, in the order of help. @type {readonly Verb[]} */
export const verbs = [
  {
    name: 'train',
    group: runs,
    usage: 'CONFIG… [key=value…] [options]',
    summary: 'Train an experiment, measure it, draw it and write its report.',
    example: 'highorder train problems/circle methods/shortcut seed=3 training.steps=2000',
    words: [
      {
        name: '[config...]',
        description:
          'Names such as problems/circle, or YAML files; then changes: key=value, +key=value, ~key.',
      },
    ],
    options: [
      {
        flags: '--resume <run>',
        description: 'Go on with an interrupted run, to the same bits as if it had never stopped.',
      },
      { flags: '--runs <folder>', description: 'The folder that holds all runs.', standard: 'runs' },
      { flags: '--quiet', description: 'No progress, only warnings.' },
    ],
  },
  {
    name: 'sweep',
    group: runs,
    usage: '[status|plan] SWEEP [key=value…] [options]',
    summary: 'Run problems, methods, seeds and options against each other, and compare.',
    example: 'highorder sweep sweeps/quick seeds=0,1,2 training.batch=128,256 --jobs 2',
    words: [
      {
        name: '<sweep...>',
        description:
          'A sweep such as sweeps/quick, or configurations of one experiment; then changes: of fields of the sweep, such as ' +
          'methods=a,b, or of all experiments. Several values of an option are an axis.',
      },
    ],
    options: [
      { flags: '--jobs <n>', description: 'Jobs side by side; as many as there are cores.', least: 1 },
      {
        flags: '--share <x>',
        description: 'For plan: the difference that should be seen, as a share of the mean of the baseline.',
        standard: '0.1',
      },
      { flags: '--fail-fast', description: 'End once a job has failed.' },
      { flags: '--retry-failed', description: 'Run jobs again that failed before.' },
      {
        flags: '--runs <folder>',
        description: 'The folder with the jobs of all sweeps and their results.',
        standard: 'runs',
      },
      { flags: '--quiet', description: 'No progress.' },
    ],
    notes:
      'A job is named by its configuration and its code, and is never run twice, in no sweep. Whatever ends a sweep, the\n' +
      'same command goes on with it. `highorder sweep status SWEEP` tells how it stands, `highorder sweep plan SWEEP` how\n' +
      'many seeds it takes to see a difference, from the jobs that are done.',
  },
  {
    name: 'job',
    group: runs,
    usage: 'FOLDER… [options]',
    summary: 'Run jobs of a sweep by hand, each from where it was; launchers do it so.',
    example: 'highorder job runs/jobs/<hash>',
    words: [{ name: '[folder...]', description: 'Folders of jobs, such as runs/jobs/<hash>.' }],
    options: [
      { flags: '--serve', description: 'Take folders from standard input, and say there which are over.' },
    ],
  },
  {
    name: 'sample',
    group: runs,
    usage: 'RUN [options]',
    summary: 'Draw samples from the trained flow of a run, as CSV.',
    example: 'highorder sample runs/circle-shortcut/<id> --count 1000 --steps 4 --out samples.csv',
    words: run,
    options: [
      { flags: '--count <n>', description: 'Samples to draw.', standard: 1000, least: 1 },
      { flags: '--steps <n>', description: 'Steps of the sampler.', standard: 16, least: 1 },
      { flags: '--seed <n>', description: 'Seed of the source points.', standard: 0, least: 0 },
      { flags: '--out <file>', description: 'Write the CSV there, not to standard output.' },
    ],
  },
  {
    name: 'evaluate',
    group: runs,
    usage: 'RUN [evaluation.key=value…] [options]',
    summary: 'Measure the last checkpoint of a run again.',
    example:
      "highorder evaluate runs/circle-shortcut/<id> 'evaluation.steps=[1,2,32]' evaluation.samples=2000",
    words: [
      ...run,
      { name: '[change...]', description: 'Changes of the evaluation, such as evaluation.samples=2000.' },
    ],
    options: [],
    notes: 'Replaces evaluation.json and the samples of the run; its config.yaml stays as it was trained.',
  },
  {
    name: 'export',
    group: runs,
    usage: 'RUN [options]',
    summary: 'Write the sampler of a run as ONNX, and its parameters as safetensors.',
    example: 'highorder export runs/circle-shortcut/<id> --steps 4 --out exported',
    words: run,
    options: [
      { flags: '--steps <n>', description: 'Steps of the sampler.', standard: 1, least: 1 },
      { flags: '--out <folder>', description: 'Where the files go; the folder export of the run.' },
    ],
    notes:
      'The model takes any number of points and gives samples, both in the units of the data. Parameters have the\n' +
      'names and shapes that PyTorch expects. README.txt and export.json tell the rest.',
  },
  {
    name: 'report',
    group: runs,
    usage: 'RUN… [options]',
    summary: 'Write the report of a run, or the comparison of several.',
    example: 'highorder report runs/circle-shortcut/<id> runs/circle-homo-2/<id> --out runs/circle',
    words: [{ name: '<run...>', description: 'Folders of runs.' }],
    options: [
      {
        flags: '--out <folder>',
        description: 'Where the comparison of several runs goes.',
        standard: 'runs/comparison',
      },
    ],
  },
  {
    name: 'check',
    group: questions,
    usage: 'CONFIG… [key=value…] [options]',
    summary: 'Say whether an experiment is sound, without training it.',
    example: 'highorder check problems/eight-modes methods/homo-2 interpolant.use=cubic',
    words: configurations,
    options: [],
  },
  {
    name: 'explain',
    group: questions,
    usage: 'CONFIG… [key=value…] [path] [options]',
    summary: 'Show every value of an experiment and where it comes from.',
    example: 'highorder explain experiments/quickstart training.optimizer',
    words: configurations,
    options: [{ flags: '--path <path>', description: 'Show only what stands below this place.' }],
    notes:
      'The last word is a path where it begins with a field of an experiment (training, losses.1, …) and other\n' +
      'configurations stand before it. Write ./training for a file of such a name.',
  },
  {
    name: 'list',
    group: questions,
    usage: '[kind] [options]',
    summary: 'List the kinds of plugins, or the plugins of a kind.',
    example: 'highorder list interpolant',
    words: [{ name: '[kind]', description: 'Such as head or loss.' }],
    options: [],
  },
  {
    name: 'describe',
    group: questions,
    usage: 'kind/name [options]',
    summary: 'Describe a plugin and its options.',
    example: 'highorder describe head/mlp',
    words: [{ name: '<plugin>', description: 'Kind and name, such as head/mlp.' }],
    options: [],
  },
  {
    name: 'cite',
    group: questions,
    usage: 'CONFIG… [key=value…] [options]',
    summary: 'Print the BibTeX entries of all that an experiment uses.',
    example: 'highorder cite experiments/quickstart > references.bib',
    words: configurations,
    options: [],
  },
  {
    name: 'oracle',
    group: questions,
    usage: 'CONFIG… [key=value…] (--points FILE | -- t,x,y …) [options]',
    summary: 'Print the exact fields of a problem between mixtures at given points.',
    example:
      'highorder oracle problems/eight-modes interpolant.use=cubic --orders 3 --endpoint -- 0.5,2.44,2.27',
    words: [
      {
        name: '<config...>',
        description:
          'Configurations and changes, then points: a time and coordinates, such as 0.5,2.44,2.27.',
      },
    ],
    options: [
      {
        flags: '--points <file>',
        description: 'CSV with a point a line, t and coordinates; a header is left out.',
      },
      {
        flags: '--orders <k>',
        description: 'Conditional means and material derivatives up to this order.',
        standard: 2,
        least: 1,
      },
      { flags: '--endpoint', description: 'Also where the exact flow carries each point to at t = 1.' },
      { flags: '--csv', description: 'Print CSV, with all digits.' },
    ],
    notes:
      'A problem is enough: heads and losses do not matter. `conditional` k is E[x^(k) | x], what a matching head of\n' +
      'order k learns; `material` k is the k-th derivative of the exact flow line.',
  },
  {
    name: 'verify',
    group: questions,
    usage: 'CONFIG… [key=value…] [options]  |  RUN [options]',
    summary: 'Say what an objective converges to, or where the error of a run comes from.',
    example: 'highorder verify problems/four-modes methods/homo-2-paper --out verified',
    words: [
      {
        name: '<config...>',
        description:
          'Names such as problems/circle, or YAML files; then changes: key=value, +key=value, ~key. Or a run.',
      },
    ],
    options: [
      {
        flags: '--out <folder>',
        description:
          'Draw endpoint errors against steps there (verify.svg, verify.png); the figures of a run.',
      },
    ],
    notes:
      'Exact fields of the two mixtures stand in place of networks, so that nothing is trained. Errors of the fixed point are\n' +
      "the objective's, the ladder's or the integrator's; those of a run are learning's too. See docs/verify.md.",
  },
  {
    name: 'profile',
    group: machine,
    usage: 'CONFIG… [key=value…] [options]',
    summary: 'Count parameters and operations, and time training and sampling.',
    example: 'highorder profile problems/spiral methods/homo-3 engine.backend=wasm',
    words: configurations,
    options: [{ flags: '--steps <n>', description: 'Steps of training to time.', standard: 30, least: 1 }],
  },
  {
    name: 'doctor',
    group: machine,
    usage: '[options]',
    summary: 'Say what this machine can run, and how to mend what it cannot.',
    example: 'highorder doctor',
    words: [],
    options: [],
  },
];
