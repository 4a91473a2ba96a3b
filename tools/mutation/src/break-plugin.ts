import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equivalents } from './equivalents.ts';
import type { Fault } from './faults/fault.ts';
import { findFaults, withFault } from './find-faults.ts';
import { shuffled } from './sample.ts';
import { openTestRunner, type Outcome, type TestRunner } from './test-runner.ts';
import { openTypeChecker } from './type-checker.ts';

export interface Trial {
  readonly fault: Fault;
  readonly outcome: Outcome;
}

export interface BreakSettings {
  /** The copy of the workspace. */
  readonly root: string;
  /** The plugin, such as `plugins/head-mlp`. */
  readonly folder: string;
  /** How many faults are tried. */
  readonly count: number;
  readonly seed: number;
  /** Only faults whose file and line number, `src/mlp.ts:40`, contain this. */
  readonly only: string;
  /** How many milliseconds tests may take beyond five times what they take on the sound plugin. */
  readonly patience: number;
  readonly onTrial: (trial: Trial) => void;
}

/** The faults of a plugin in the order in which they are tried, those that no test can see left out. */
export function faultsOf({ root, folder, seed, only }: BreakSettings): readonly Fault[] {
  const faults = sourcesIn(root, folder).flatMap((file) =>
    findFaults(file, readFileSync(join(root, file), 'utf8')),
  );
  return shuffled(faults, seed).filter(
    (fault) => !isEquivalent(fault) && `${fault.file}:${fault.line}`.includes(only),
  );
}

/** Breaks one line of a plugin after the other, as long as it keeps its types, and asks its tests each time. */
export async function breakPlugin(settings: BreakSettings): Promise<readonly Trial[]> {
  const { root, folder, count, onTrial } = settings;
  const hasTypes = openTypeChecker(root, folder);
  const faults = faultsOf(settings);
  const runner = openTestRunner({ root, folder });
  const trials: Trial[] = [];
  try {
    const timeout = await timeLimit(runner, settings);
    for (const fault of faults) {
      if (trials.length >= count) break;
      const broken = withFault(readFileSync(join(root, fault.file), 'utf8'), fault);
      if (!hasTypes(fault.file, broken)) continue;
      const trial = { fault, outcome: await runner.run(fault.file, broken, timeout) };
      trials.push(trial);
      onTrial(trial);
    }
  } finally {
    runner.close();
  }
  return trials;
}

/** How long tests may take; first they must pass on the sound plugin. */
async function timeLimit(runner: TestRunner, { root, folder, patience }: BreakSettings): Promise<number> {
  const index = `${folder}/src/index.ts`;
  const { passed, by, milliseconds } = await runner.run(
    index,
    readFileSync(join(root, index), 'utf8'),
    600_000,
  );
  if (!passed) throw new Error(`The tests of ${folder} fail before anything is broken: ${by}.`);
  return patience + 5 * milliseconds;
}

function isEquivalent({ file, source, change }: Fault): boolean {
  return equivalents.some((one) => one.file === file && one.source === source && one.change === change);
}

/** The sources of a plugin without its tests. */
function sourcesIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/src/${name}`)
    .sort();
}
