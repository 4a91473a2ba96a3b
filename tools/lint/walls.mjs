/**
 * Lint settings made from the table of rooms: who may import whom, statically or dynamically.
 *
 * @module
 */
import { builtinModules } from 'node:module';
import nx from '@nx/eslint-plugin';
import { entries, guests, rooms, suites } from './rooms.mjs';

const sources = ['src/**/*.ts', 'src/**/*.tsx', 'src/**/*.js', 'bin/**/*.js'];
/** Tests, and what only tests use. */
const tests = ['src/**/*.test.ts', 'src/testing/**/*.ts'];
const nodeBuiltIns = `node:.*|(?:${builtinModules.filter((name) => !name.startsWith('_')).join('|')})(?:/.*)?`;

const nodeGlobals = [
  'process',
  'Buffer',
  'global',
  'require',
  'module',
  '__dirname',
  '__filename',
  'setImmediate',
];

/** Rooms whose code takes gradients: the engine's training steps, and the suites that check gradients. */
const mayDifferentiate = ['engine', 'testkit', 'tools'];

/** The training step takes the one gradient; inside of it, a second one is wrong without a word. */
const nestedGradients = [
  {
    selector:
      "MemberExpression[object.name='tf'][property.name=/^(?:grad|grads|valueAndGrad|valueAndGrads|variableGrads)$/]",
    message:
      'The loss is differentiated already, and TensorFlow.js cannot nest gradients. ' +
      'Differentiate along the flow by step.material or step.along.',
  },
];

/** @type {import('eslint').Linter.Config[]} */
export const walls = [
  { files: everywhere(sources), plugins: { '@nx': nx }, rules: { ...betweenRooms({ inTests: false }) } },
  { files: everywhere(tests), rules: { ...betweenRooms({ inTests: true }) } },
  ...rooms.flatMap((room) => [
    { files: filesOf(room, sources), rules: { ...aroundRoom(room, { inTests: false }) } },
    { files: filesOf(room, tests), rules: { ...aroundRoom(room, { inTests: true }) } },
  ]),
];

function everywhere(patterns) {
  return rooms.flatMap((room) => filesOf(room, patterns));
}

function filesOf({ files }, patterns) {
  return files.flatMap((folder) => patterns.map((pattern) => `${folder}/${pattern}`));
}

/** The walls between the packages of this workspace, by their tags; Nx follows relative paths and cycles too. */
function betweenRooms({ inTests }) {
  const depConstraints = rooms.map(({ name, mayImport, kit = true }) => ({
    sourceTag: `room:${name}`,
    onlyDependOnLibsWithTags: [...mayImport, ...(inTests && kit ? ['testkit'] : [])].map(tagOf),
  }));
  // A package may be loaded late in one file and at once in another, so that the command line starts fast.
  // The one name whose file depends on where it runs: see "imports" in core's package.json.
  const allow = ['#tensor-library'];
  const options = { allow, checkDynamicDependenciesExceptions: ['.*'], depConstraints };
  return { '@nx/enforce-module-boundaries': ['error', options] };
}

function tagOf(room) {
  return room === '*' ? '*' : `room:${room}`;
}

/** The walls between a room and what is outside the workspace. */
function aroundRoom(room, { inTests }) {
  const banned = bannedModules(room, inTests);
  return {
    'no-restricted-imports': [
      'error',
      { patterns: banned.map(({ modules, message }) => ({ regex: `^(?:${modules})$`, message })) },
    ],
    'no-restricted-syntax': [
      'error',
      ...banned.flatMap(dynamicForms),
      ...(inTests ? [] : hiddenRandomness(room)),
      ...(inTests || mayDifferentiate.includes(room.name) ? [] : nestedGradients),
    ],
    'no-restricted-globals': room.pure && !inTests ? ['error', bannedGlobals(room)] : 'off',
  };
}

function bannedModules(room, inTests) {
  const outside = guests
    .filter(({ rooms: allowed }) => room.name !== 'tools' && !allowed.includes(room.name))
    .filter(({ tests: free }) => !(inTests && free))
    .map(({ packages, rooms: allowed }) => ({
      modules: `(?:${packages})(?:/.*)?`,
      message: `Not in room "${room.name}": this package belongs to ${listed(allowed)}.`,
    }));
  return [
    ...outside,
    ...(room.pure && !inTests ? [nodeBan(room)] : []),
    ...(inTests
      ? []
      : suites.map((modules) => ({
          modules: `@highorder/${modules}`,
          message: 'A suite of tests: for tests, not for sources.',
        }))),
    {
      modules: `@highorder/(?!(?:${[...entries, ...suites].join('|')})$)[^/]+/.+`,
      message: 'Import the package itself, not a file inside it.',
    },
  ];
}

function listed(allowed) {
  return allowed.length === 0 ? 'the tools' : allowed.map((name) => `"${name}"`).join(', ');
}

function nodeBan({ name, builtIns: allowed = [] }) {
  return {
    modules: `(?!(?:${allowed.join('|')})$)(?:${nodeBuiltIns})`,
    message: `Room "${name}" also runs in a browser: nothing of Node. Ask for a service instead (see core's services.ts).`,
  };
}

function bannedGlobals({ globals: allowed = [] }) {
  const message = 'This room also runs in a browser: nothing of Node.';
  const banned = nodeGlobals.filter((name) => !allowed.includes(name));
  return { globals: banned.map((name) => ({ name, message })), checkGlobalObject: true };
}

/** import(), import types and require of a module, which no-restricted-imports does not see. */
function dynamicForms({ modules, message }) {
  const matches = `/^(?:${modules.replaceAll('/', '\\u002F')})$/`;
  return [
    { selector: `ImportExpression > Literal.source[value=${matches}]`, message },
    { selector: `TSImportType Literal[value=${matches}]`, message },
    { selector: `CallExpression[callee.name=/^require/] > Literal[value=${matches}]`, message },
  ];
}

/** Random numbers come from the streams of core alone, so that a run can be replayed. */
function hiddenRandomness({ name }) {
  const message = 'Draw from a RandomStream of core, so that a run can be replayed.';
  return [
    { selector: "MemberExpression[object.name='Math'][property.name='random']", message },
    ...(name === 'tools'
      ? []
      : [
          {
            selector:
              "MemberExpression[object.name='tf'][property.name=/^(?:rand|random.*|truncatedNormal|multinomial|dropout)$/]",
            message,
          },
        ]),
  ];
}
