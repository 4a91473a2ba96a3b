import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** An experiment that trains in a second or two, with checkpoints on the way. */
const EXPERIMENT = `
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
heads:
  - { use: mlp, order: 1, hidden: [8], sees: [x, t] }
losses:
  - { use: matching, order: 1 }
engine: { use: eager, backend: cpu }
training: { steps: 600, batch: 32, log: 5, checkpoint: 25 }
evaluation: { samples: 60, draws: 2, steps: [1, 4], metrics: [{ use: energy-distance }] }
`;

const SWEEP = `
problems:
  - name: rings
    data:
      source: { use: gaussian, mean: [0, 0], variance: 1 }
      target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
methods:
  - { name: narrow, heads: [{ use: mlp, order: 1, hidden: [8], sees: [x, t] }] }
  - { name: wide, heads: [{ use: mlp, order: 1, hidden: [16], sees: [x, t] }] }
experiment:
  losses: [{ use: matching, order: 1 }]
  engine: { use: eager, backend: cpu }
  training: { steps: 300, batch: 32, checkpoint: 20 }
  evaluation: { samples: 60, draws: 2 }
seeds: [0, 1]
metrics: [energy-distance]
steps: [1, 4]
`;

/** Writes both files into a folder. */
export function writeExamples(folder: string): void {
  writeFileSync(join(folder, 'tiny.yaml'), `name: tiny\n${EXPERIMENT}`);
  writeFileSync(join(folder, 'tiny-sweep.yaml'), SWEEP);
}

/** The folder of the only run below `runs`, if there is one. */
export function onlyRun(folder: string): string | undefined {
  const parent = join(folder, 'runs', 'tiny');
  const found = list(parent).filter((name) => !name.endsWith('.part'));
  return found[0] === undefined ? undefined : join(parent, found[0]);
}

/**
 * What must be equal in two runs of one experiment: the last parameters and all that follows from them. An interruption saves
 * a checkpoint that the other run does not have.
 */
export function bitsOf(run: string): ReadonlyMap<string, string> {
  const steps = list(join(run, 'checkpoints')).map(Number).filter(Number.isInteger);
  const last = `checkpoints/${Math.max(...steps)}/state.safetensors`;
  const kept = filesOf(run).filter(
    (file) => file === 'evaluation.json' || file === last || file.startsWith('samples/'),
  );
  return new Map(kept.map((file) => [file, readFileSync(join(run, file)).toString('base64')]));
}

/** What must be equal in the results of two runs of one sweep. */
export function sweepBits(folder: string): ReadonlyMap<string, string> {
  const results = join(folder, 'runs', 'sweeps', 'tiny-sweep');
  const names = ['table.txt', 'results.csv', 'results.json'];
  return new Map(names.map((name) => [name, readFileSync(join(results, name), 'utf8')]));
}

/** The names of what differs; empty where nothing does. */
export function differences(
  found: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): readonly string[] {
  const names = new Set([...found.keys(), ...wanted.keys()]);
  return [...names].filter((name) => found.get(name) !== wanted.get(name));
}

/** All files below a folder, by their paths in it. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The names in a folder; none where it is not there. */
export function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
