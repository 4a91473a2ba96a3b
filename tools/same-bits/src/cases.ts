import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A command whose bits are looked at. */
export interface Case {
  /** Stays the same when configurations are renamed. */
  readonly name: string;
  readonly verb: 'train' | 'sweep';
  readonly words: readonly string[];
}

const short = [
  'training.steps=20',
  'training.checkpoint=20',
  'evaluation.samples=64',
  'evaluation.steps=[1,4]',
];
const metric = 'evaluation.metrics=[{use: energy-distance}]';

/** Every method, every problem, every engine, path, head and optimizer of a checkout, an experiment of the paper's scripts, and a sweep. */
export function casesOf(checkout: string): readonly Case[] {
  return [
    ...namesIn(checkout, 'methods').map((method) => train(['problems/four-modes', method])),
    ...namesIn(checkout, 'problems').map((problem) => train([problem, 'methods/shortcut'])),
    ...namesIn(checkout, 'paths').map((path) => train(['problems/eight-modes', 'methods/homo-2', path])),
    ...namesIn(checkout, 'engines').map((engine) => train(['problems/circle', 'methods/homo-2', engine])),
    ...namesIn(checkout, 'heads').map((head) => train(['problems/circle', 'methods/shortcut', head])),
    ...namesIn(checkout, 'integrators').map((each) =>
      train(['problems/circle', 'methods/flow-matching', each]),
    ),
    ...namesIn(checkout, 'optimizers').map((each) => train(['problems/circle', 'methods/shortcut', each])),
    train(['problems/circle', 'methods/shortcut', 'training.average=0.99', 'training.averageWarmup=true']),
    train(['problems/circle', 'methods/shortcut', 'data.samples=50', 'coupling={use: fixed}']),
    train(['experiments/moons-logit-normal']),
    train(['experiments/as-published/eight-modes']),
    { name: 'sweeps/quick', verb: 'sweep', words: ['sweeps/quick', 'training.steps=20'] },
  ];
}

function train(words: readonly string[]): Case {
  return { name: words.join(' '), verb: 'train', words: [...words, ...short, metric] };
}

function namesIn(checkout: string, folder: string): readonly string[] {
  return readdirSync(join(checkout, 'configs', folder))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => `${folder}/${basename(file, '.yaml')}`);
}
