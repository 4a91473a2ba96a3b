/**
 * The rooms of the house and their walls: the one table that lint reads. A room is a tag in package.json
 * (`"nx": { "tags": ["room:core"] }`).
 *
 * @module
 */

/**
 * @typedef {object} Room
 * @property {string} name The tag without `room:`.
 * @property {string[]} files Where its sources are.
 * @property {string[]} mayImport The rooms that its sources may import. `*` stands for all.
 * @property {boolean} pure Whether it must also run in a browser: nothing of Node.
 * @property {string[]} [globals] Globals of Node that a pure room may use all the same.
 * @property {string[]} [builtIns] Modules of Node that a pure room may import all the same.
 * @property {boolean} [kit] Whether its tests may import the test kit; true where not said.
 */

const plugin = ['core'];

/** @type {readonly Room[]} */
export const rooms = [
  // The test kit stands on these two, so their tests cannot stand on it.
  { name: 'core', files: ['packages/core'], mayImport: [], pure: true, kit: false },
  { name: 'oracle', files: ['packages/oracle'], mayImport: ['core'], pure: true, kit: false },
  { name: 'statistics', files: ['packages/statistics'], mayImport: ['core'], pure: true },
  { name: 'testkit', files: ['packages/testkit'], mayImport: ['core', 'oracle'], pure: false },
  { name: 'networks', files: ['packages/networks'], mayImport: ['core'], pure: true },
  { name: 'engine', files: ['packages/engine'], mayImport: ['core'], pure: true },
  { name: 'files', files: ['packages/files'], mayImport: ['core'], pure: false },
  { name: 'config', files: ['packages/config'], mayImport: ['core', 'files'], pure: false },
  { name: 'runtime', files: ['packages/runtime'], mayImport: ['core', 'files', 'config'], pure: false },
  { name: 'lab', files: ['packages/lab'], mayImport: ['core', 'files', 'engine', 'runtime'], pure: false },
  { name: 'report', files: ['packages/report'], mayImport: ['core', 'files', 'statistics'], pure: false },
  {
    name: 'verify',
    files: ['packages/verify'],
    mayImport: ['core', 'files', 'oracle', 'runtime', 'lab'],
    pure: false,
  },
  {
    name: 'sweep',
    files: ['packages/sweep'],
    mayImport: ['core', 'files', 'config', 'runtime', 'lab', 'report', 'statistics'],
    pure: false,
  },
  {
    name: 'cli',
    files: ['packages/cli'],
    mayImport: [
      'core',
      'files',
      'oracle',
      'statistics',
      'engine',
      'config',
      'runtime',
      'lab',
      'report',
      'sweep',
      'verify',
    ],
    pure: false,
  },
  // A plugin's room follows from the first word of its folder; those without a special one share `plugin`.
  { name: 'plugin', files: ['plugins/*'], mayImport: plugin, pure: true },
  { name: 'plugin-head', files: ['plugins/head-*'], mayImport: [...plugin, 'networks'], pure: true },
  { name: 'plugin-metrics', files: ['plugins/metrics-*'], mayImport: [...plugin, 'oracle'], pure: true },
  // Native libraries read their settings from the environment of the process.
  {
    name: 'plugin-engine',
    files: ['plugins/engine-*'],
    mayImport: [...plugin, 'engine'],
    pure: true,
    globals: ['process'],
  },
  // TensorFlow takes a model from a folder only, so this engine writes one to a temporary folder, and removes it at once.
  {
    name: 'plugin-engine',
    files: ['plugins/engine-xla'],
    mayImport: [...plugin, 'engine'],
    pure: true,
    globals: ['process'],
    builtIns: ['node:fs/promises', 'node:os', 'node:path'],
  },
  {
    name: 'plugin-launcher',
    files: ['plugins/launcher-*'],
    mayImport: [...plugin, 'files', 'lab'],
    pure: false,
  },
  { name: 'tools', files: ['tools/*'], mayImport: ['*'], pure: false },
];

/**
 * @typedef {object} Guest
 * @property {string} packages A regular expression of package names.
 * @property {string[]} rooms The only rooms that may import them.
 * @property {boolean} [tests] Whether the tests of every room may.
 */

const pluginRooms = rooms.map(({ name }) => name).filter((name) => name.startsWith('plugin'));

/**
 * Packages from outside that only some rooms may import. Tools may import all of them.
 *
 * @type {readonly Guest[]}
 */
export const guests = [
  { packages: '@tensorflow/(?!tfjs-(?:backend-wasm|node)(?:/|$)).*', rooms: ['core'] },
  { packages: '@tensorflow/tfjs-(?:backend-wasm|node)', rooms: ['core', 'testkit', 'plugin-engine'] },
  // The schema of ONNX models, and the wire format.
  { packages: '@bufbuild/protobuf|onnx-buf', rooms: ['engine'] },
  { packages: '@stdlib/.*', rooms: ['statistics'] },
  { packages: 'onnxruntime-.*', rooms: ['plugin-engine'] },
  // Report and lab check with it what they read back from run folders.
  {
    packages: 'zod',
    rooms: ['core', 'networks', 'files', 'config', 'lab', 'report', 'sweep', ...pluginRooms],
    tests: true,
  },
  { packages: 'inversify|@inversifyjs/.*|reflect-metadata', rooms: ['runtime'] },
  { packages: 'yaml', rooms: ['config'] },
  { packages: 'vega|vega-.*|@resvg/.*|dejavu-fonts-ttf|cli-table3', rooms: ['report'] },
  { packages: 'commander|cli-progress|tsx', rooms: ['cli'] },
  { packages: 'vitest|fast-check', rooms: ['testkit'], tests: true },
  { packages: 'nx|@nx/.*|eslint|typescript|typescript-.*|vite', rooms: [] },
];

/** Second entries of packages, which load less: not files inside them. Without `@highorder/`. */
export const entries = ['runtime/problem'];

/**
 * Second entries that hold suites of tests, for tests alone: vitest and fast-check are there. The conformance of executors
 * lives in `engine`, because the tests of its recorder try the same table of functions, and could not import a room that
 * stands on `engine`.
 */
export const suites = ['engine/conformance'];
