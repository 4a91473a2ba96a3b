import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc, { type Arbitrary } from 'fast-check';
import { type Edit, editText, withUnknownKey } from './edit-text.ts';

/** An input of the command that was made wrong in some way, or not. */
export interface Input {
  /** A file and its text, beside which the command runs. */
  readonly file: string;
  readonly text: string;
  readonly words: readonly string[];
  /** Whether a key is in it that no schema knows. */
  readonly unknownKey: boolean;
}

const configs = fileURLToPath(new URL('../../../configs', import.meta.url));

/** Values that programs have been seen to stumble over. */
const hostile = [
  ...[
    '-1',
    '0',
    '1e309',
    '-1e308',
    '1e9',
    '2147483648',
    '1e-300',
    'NaN',
    '.nan',
    '.inf',
    '0x10',
    '1_000',
    '1;5',
  ],
  ...[
    'null',
    '~',
    'true',
    '[]',
    '{}',
    '""',
    '[1, 2',
    '{a: 1',
    '*x',
    '&x 1',
    '!!js/function x',
    '2026-01-01',
    '|',
    '>',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    '../x',
    '/',
    '.',
    '"\\0"',
    '"\\u001b[2J"',
    '\u202e',
    '\ufeff',
  ],
  ...[
    'x'.repeat(5000),
    '[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]',
    '{ use: mlp, hidden: [1000000, 1000000] }',
    '${x}',
    '%',
  ],
];

const kinds = ['drop', 'double', 'swap', 'value', 'value', 'rename', 'insert', 'character', 'cut'] as const;

const edit: Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  place: fc.nat({ max: 10_000 }),
  text: fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 12 })),
});

interface Base {
  readonly text: string;
  words(file: string): readonly string[];
}

/** Every configuration that comes with the command, and the words that check it. */
function bases(): readonly Base[] {
  const files = readdirSync(configs, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );
  return files.sort().map((file) => ({
    text: readFileSync(join(configs, file), 'utf8'),
    words: (own) => wordsOf(file.split(/[\\/]/)[0] ?? '', own),
  }));
}

function wordsOf(folder: string, own: string): readonly string[] {
  switch (folder) {
    case 'sweeps':
      return ['sweep', 'status', own];
    case 'problems':
      return ['check', own, 'methods/shortcut'];
    case 'methods':
      return ['check', 'problems/four-modes', own];
    case 'experiments':
      return ['check', own];
    default:
      return ['check', 'problems/four-modes', 'methods/shortcut', own];
  }
}

const edits = fc.array(edit, { minLength: 1, maxLength: 4 });

/** Configurations of problems, methods and experiments. */
export function configurations(): Arbitrary<Input> {
  return mutated(bases().filter(({ words }) => words('')[0] !== 'sweep'));
}

/** Sweeps. */
export function sweeps(): Arbitrary<Input> {
  return mutated(bases().filter(({ words }) => words('')[0] === 'sweep'));
}

function mutated(from: readonly Base[]): Arbitrary<Input> {
  const base = fc.constantFrom(...from);
  const file = 'mutated.yaml';
  const edited = fc.record({ base, edits }).map(({ base: { text, words }, edits: changes }) => ({
    ...{ file, words: words(file), unknownKey: false },
    text: editText(text, changes),
  }));
  const unknown = fc
    .record({ base, place: fc.nat({ max: 10_000 }) })
    .map(({ base: { text, words }, place }) => {
      const changed = withUnknownKey(text, place);
      return { file, words: words(file), text: changed ?? text, unknownKey: changed !== undefined };
    });
  return fc.oneof({ arbitrary: edited, weight: 4 }, { arbitrary: unknown, weight: 1 });
}

const places = [
  ...[
    'training.steps',
    'training.batch',
    'training.average',
    'training',
    'heads',
    'heads.0.hidden',
    'heads.1.use',
    'heads.9',
  ],
  ...[
    'losses.0.weight',
    'losses.0',
    'interpolant',
    'interpolant.use',
    'data.target',
    'evaluation.metrics',
    'evaluation.steps',
  ],
  ...[
    'engine',
    'engine.threads',
    'seed',
    'name',
    'extends',
    'integrator.order',
    '',
    '.',
    '..',
    '__proto__',
    'a.b.c.d',
  ],
];

/** Changes on the command line. */
export function overrides(): Arbitrary<Input> {
  const value = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 12 }));
  const sign = fc.constantFrom('', '', '', '+', '++', '~');
  const text = fc.record({ sign, place: fc.constantFrom(...places), value, equals: fc.boolean() });
  return fc.array(text, { minLength: 1, maxLength: 3 }).map((changes) => ({
    ...{ file: 'none', text: '', unknownKey: changes.some(({ place }) => place === 'a.b.c.d') },
    words: [
      ...['check', 'problems/four-modes', 'methods/homo-2'],
      ...changes.map(({ sign: before, place, value: after, equals }) =>
        before === '~' && !equals ? `~${place}` : `${before}${place}=${after.replaceAll('\0', '')}`,
      ),
    ],
  }));
}

const points = Array.from({ length: 12 }, (_, row) => `${row / 4},${Math.sin(row).toFixed(3)}`);

/** Points in CSV files. */
export function csvFiles(): Arbitrary<Input> {
  const text = ['x,y', ...points, ''].join('\n');
  return edits.map((changes) => ({
    ...{ file: 'mine.csv', text: editText(text, changes), unknownKey: false },
    words: [
      ...['check', 'problems/four-modes', 'methods/flow-matching'],
      'data.target={use: points, file: mine.csv}',
    ],
  }));
}
