import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { composeExperiment } from './compose.ts';
import { ConfigurationError } from './configuration-error.ts';
import { resolveSweep } from './sweep/resolve-sweep.ts';
import { localLauncher, registryOf, testPlugins } from './testing/plugins.ts';
import { type Files, folderWith, minimal } from './testing/workspace.ts';

const failures = [{ package: 'mine', reason: 'mine/plugin.ts:3:1: Unexpected token' }];
const sound = registryOf([...testPlugins, localLauncher]);

const files: Files = {
  'a.yaml': minimal,
  'configs/experiments/quickstart.yaml': minimal,
  'configs/sweeps/quick.yaml': 'problems: [../../near]\nmethods: [../../m]\n',
  'near.yaml': 'data: { source: { use: gaussian }, target: { use: gaussian, center: [3, 0] } }',
  'm.yaml': 'heads: [{ use: mlp, order: 1 }]\nlosses: [{ use: matching }]',
  'other/m.yaml': 'heads: [{ use: mlp, order: 1, hidden: [4] }]\nlosses: [{ use: matching }]',
  'neither.yaml': 'heds: []',
};

/** What a user gives to a command. */
interface Given {
  readonly sweep?: boolean;
  readonly sources?: readonly string[];
  readonly overrides?: readonly string[];
  readonly change?: Files;
  readonly broken?: boolean;
}

/** The fixes that the command offers; none where it takes what is given. A sweep composes all its experiments. */
function fixesOf({ sweep, sources = ['a.yaml'], overrides = [], change = {}, broken }: Given) {
  const folder = folderWith({ ...files, ...change });
  const registry = broken ? { ...sound, failures } : sound;
  const request = { sources, overrides, folder, searchPath: ['configs'], registry };
  try {
    if (!sweep) composeExperiment(request);
    else {
      const resolved = resolveSweep(request);
      for (const method of resolved.methods.keys())
        resolved.compose({ problem: 0, method, seed: 0, changes: [] });
    }
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(({ fix }) => fix ?? 'no fix');
    throw error;
  }
}

const sweepOf = (methods: string): Given => ({
  sweep: true,
  sources: ['s.yaml'],
  change: { 's.yaml': `problems: [near]\nmethods: ${methods}\n` },
});
const given = (...overrides: readonly string[]): Given => ({ overrides });
/** Arguments as a shell hands them on: without its quotes. */
const shell = (...words: readonly string[]) => given(...words.map((word) => word.replace(/'(.*)'/, '$1')));
const points = 'data.target={use: points, file: x}';

/** The line of code that offers a fix, who makes the mistake, the fix, and who follows it. */
const rows: readonly {
  readonly at: string;
  readonly wrong: Given;
  readonly told: string;
  readonly right: readonly Given[];
}[] = [
  {
    at: 'override.ts',
    wrong: given('seed'),
    told: 'Write key=value to change a value, +key=value to add one, ~key to remove one.',
    right: [given('seed=3'), given('+losses={use: matching}'), given('seed=3', '~seed')],
  },
  {
    at: 'override.ts',
    wrong: given('training.steps=3', '~training.steps=3'),
    told: 'Write ~training.steps.',
    right: [given('training.steps=3', '~training.steps')],
  },
  {
    at: 'override.ts',
    wrong: given('data.target={use: points, file: {}', points),
    told: 'Put quotes around text with special characters: key=\'"a, b"\'.',
    right: [shell(points, 'data.target.file=\'"{use: points, file: {}"\'')],
  },
  {
    at: 'override.ts',
    wrong: given('heads.0.hidden=4,5'),
    told: 'Use `highorder sweep` to run each of them, or write heads.0.hidden=[4,5] for a list.',
    right: [given('heads.0.hidden=[4,5]'), { sweep: true, overrides: ['heads.0.hidden=[4],[5]'] }],
  },
  {
    at: 'override.ts',
    wrong: given(points, 'data.target.file=a,b.csv'),
    told: 'for a list, or data.target.file=\'"a,b.csv"\' for one text.',
    right: [
      shell(points, 'data.target.file=\'"a,b.csv"\''),
      { sweep: true, overrides: [points, 'data.target.file=a,b.csv'] },
    ],
  },
  {
    at: 'issues.ts',
    wrong: given(points, 'data.target.file=[a,b.csv]'),
    told: 'Put quotes around text with commas or brackets: data.target.file=\'"…"\'.',
    right: [shell(points, 'data.target.file=\'"[a,b.csv]"\'')],
  },
  {
    at: 'issues.ts',
    wrong: given('data.target={use: points}'),
    told: 'Add file: … here.',
    right: [given('data.target={use: points, file: x.csv}')],
  },
  {
    at: 'issues.ts',
    wrong: given('data.target={use: points, fil: x.csv}'),
    told: 'Rename fil to file.',
    right: [given('data.target={use: points, file: x.csv}')],
  },
  {
    at: 'slot-mistakes.ts',
    wrong: given('scaling=none'),
    told: 'Write { use: none }.',
    right: [given('scaling={ use: none }')],
  },
  {
    at: 'slot-mistakes.ts',
    wrong: given('+losses={us: self-consistency, share: 0.5}'),
    told: 'Rename us to use.',
    right: [given('+losses={use: self-consistency, share: 0.5}')],
  },
  {
    // The first plugin of the kind, matching, has no share.
    at: 'slot-mistakes.ts',
    wrong: given('+losses={share: 0.5, weight: 2}'),
    told: 'Add use: self-consistency to choose one.',
    right: [given('+losses={use: self-consistency, share: 0.5, weight: 2}')],
  },
  {
    // No plugin takes what is written, so none is named.
    at: 'slot-mistakes.ts',
    wrong: given('+losses={shore: 0.5}'),
    told: 'Add use: … to choose one.',
    right: [given('+losses={use: matching}')],
  },
  {
    at: 'slot-mistakes.ts',
    wrong: { ...given('interpolant.use=spline'), broken: true },
    told: 'If it comes with one of these packages, mend it first:\n  mine/plugin.ts:3:1: Unexpected token',
    right: [given('interpolant.use=ot')],
  },
  {
    at: 'unknown-key.ts',
    wrong: given('training.optimizer={learningRate:0.01}'),
    told: 'Write learningRate: 0.01, with a space after the colon.',
    right: [given('training.optimizer={learningRate: 0.01}')],
  },
  {
    at: 'apply-override.ts',
    wrong: given('heads.0.hidden.0=4'),
    told: 'Write heads.0.hidden=[…] to set the whole list.',
    right: [given('heads.0.hidden=[4]')],
  },
  {
    at: 'apply-override.ts',
    wrong: given('losses.3={use: matching}'),
    told: 'Write +losses.1=… to add an item.',
    right: [given('+losses.1={use: matching}')],
  },
  {
    at: 'apply-override.ts',
    wrong: given('+heads.0.order=1'),
    told: 'Write heads.0.order=… to change it.',
    right: [given('heads.0.order=1')],
  },
  {
    at: 'apply-override.ts',
    wrong: given('~seed'),
    told: 'Drop this argument, or write key=value to change a default.',
    right: [given(), given('seed=1')],
  },
  {
    at: 'load.ts',
    wrong: {
      sources: ['b.yaml'],
      change: { 'b.yaml': 'extends: c.yaml', 'c.yaml': `extends: b.yaml\n${minimal}` },
    },
    told: 'Remove one of these `extends`.',
    right: [{ sources: ['b.yaml'], change: { 'b.yaml': 'extends: c.yaml', 'c.yaml': minimal } }],
  },
  {
    at: 'refuse-sweep.ts',
    wrong: { sources: ['sweeps/quick'] },
    told: 'Run all of them: highorder sweep sweeps/quick',
    right: [{ sweep: true, sources: ['sweeps/quick'] }],
  },
  {
    at: 'compose.ts',
    wrong: { sources: [] },
    told: 'Name one, such as experiments/quickstart, or a problem and a method.',
    right: [{ sources: ['experiments/quickstart'] }, { sources: ['near', 'm'] }],
  },
  {
    at: 'sweep/resolve-sweep.ts',
    wrong: { sweep: true, sources: ['neither.yaml'] },
    told: 'Name a sweep, such as sweeps/quick, or a problem and a method.',
    right: [
      { sweep: true, sources: ['sweeps/quick'] },
      { sweep: true, sources: ['near', 'm'] },
    ],
  },
  {
    at: 'sweep/resolve-sweep.ts',
    wrong: sweepOf('[m, other/m]'),
    told: 'Give it a name of its own: { name: m-2, extends: other/m }.',
    right: [sweepOf('[m, { name: m-2, extends: other/m }]')],
  },
  {
    at: 'sweep/resolve-sweep.ts',
    wrong: sweepOf('[m, m]'),
    told: 'Remove it, or give it a name and other options: { name: m-2, extends: m, ... }.',
    right: [sweepOf('[m]'), sweepOf('[m, { name: m-2, extends: m, seed: 0, training: { steps: 3 } }]')],
  },
  {
    at: 'sweep/resolve-sweep.ts',
    wrong: sweepOf('[m, { name: m, extends: other/m }]'),
    told: 'Give it a name of its own: name: m-2.',
    right: [sweepOf('[m, { name: m-2, extends: other/m }]')],
  },
];

test.each(rows)(
  'README "The place of a mistake": every fix that a configuration offers works: $told',
  ({ wrong, told, right }) => {
    expect(fixesOf(wrong).join('\n')).toContain(told);
    for (const each of right) expect(fixesOf(each)).toEqual([]);
  },
);

/** A kind that nobody declares is a mistake of a plugin, which no test of a configuration can mend. */
const notTried = ['Install the package that declares it.'];

/** The beginning of a literal that is a fix: by its place, or by the verb where a function returns it. */
const literal =
  /(?<=fix(?::| =)\s+['`]|['`](?=(?:Add|Drop|Give|If|Install|Name (?:one|a)|Put|Remove|Rename|Run|Use|Write) ))[A-Z][^'`$\\]*/g;

test('no fix is offered that no row tries', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const offered = sources
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
      return [...text.matchAll(literal)].map(([words]) => words);
    });
  const tried = [...rows.map(({ told }) => told), ...notTried];
  expect(offered.length).toBeGreaterThan(15);
  expect(offered.filter((words) => !tried.some((told) => told.includes(words)))).toEqual([]);
});
