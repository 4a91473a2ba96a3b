import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equivalents } from './equivalents.ts';
import type { Fault } from './faults/fault.ts';
import { findFaults, withFault } from './find-faults.ts';
import { shuffled } from './sample.ts';
import { sourcesOf } from './sources.ts';
import type { Outcome, TestRunner } from './test-runner.ts';
import type { TypeChecker } from './type-checker.ts';

export interface Trial {
  readonly fault: Fault;
  readonly outcome: Outcome;
}

export interface FaultSettings {
  /** The copy of the workspace. */
  readonly root: string;
  /** The plugin, such as `plugins/head-mlp`. */
  readonly folder: string;
  readonly seed: number;
  /** Only faults whose file and line number, `src/mlp.ts:40`, contain this. */
  readonly only: string;
}

export interface BreakSettings extends FaultSettings {
  readonly hasTypes: TypeChecker;
  readonly runner: TestRunner;
  /** How many faults are tried. */
  readonly count: number;
  /** How many milliseconds tests may take beyond five times what they take on the sound plugin. */
  readonly patience: number;
  /** Tests that also look at the options of all plugins. */
  readonly optionTests?: string;
  readonly onTrial: (trial: Trial) => void;
}

/** The faults of a plugin in the order in which they are tried, those that no test can see left out. */
export function faultsOf({ root, folder, seed, only }: FaultSettings): readonly Fault[] {
  const faults = sourcesOf(root, folder).flatMap((file) => findFaults(file, soundText(root, file)));
  return shuffled(faults, seed).filter(
    (fault) => !isEquivalent(fault) && `${fault.file}:${fault.line}`.includes(only),
  );
}

/** Breaks one line of a plugin after the other, as long as it keeps its types, and asks its tests each time. */
export async function breakPlugin(settings: BreakSettings): Promise<readonly Trial[]> {
  const { root, folder, count, hasTypes, onTrial } = settings;
  const faults = faultsOf(settings).values();
  const soundRun = runSound(settings, `${folder}/src/`);
  const trials: Trial[] = [];
  let next = nextWithTypes();
  const known = await soundRun;
  while (next !== undefined && trials.length < count) {
    const { fault, text } = next;
    const running = tryFault(settings, fault, text, known);
    // Types are checked while the tests run.
    next = trials.length + 1 < count ? nextWithTypes() : undefined;
    const trial = { fault, outcome: await running };
    trials.push(trial);
    onTrial(trial);
  }
  return trials;

  function nextWithTypes(): { readonly fault: Fault; readonly text: string } | undefined {
    for (const fault of faults) {
      const text = withFault(soundText(root, fault.file), fault);
      if (hasTypes(fault.file, text)) return { fault, text };
    }
    return undefined;
  }
}

/** The plugin's tests, and where they see nothing in an option, the tests about all options. */
async function tryFault(
  settings: BreakSettings,
  { file, inOptions }: Fault,
  text: string,
  known: SoundRun,
): Promise<Outcome> {
  const { runner, folder, optionTests } = settings;
  const own = await runner.run({ file, text, tests: `${folder}/src/`, timeout: known.timeout });
  // A library that does not load any more may be taken for one that is not installed: in CI a skipped test fails.
  if (own.passed && Number(own.skipped) > known.skipped)
    return { passed: false, by: 'tests that are skipped now' };
  if (!own.passed || !inOptions || optionTests === undefined) return own;
  const { timeout } = await (optionRun ??= runSound(settings, optionTests));
  return runner.run({ file, text, tests: optionTests, timeout });
}

/** What tests do on the sound plugin. */
interface SoundRun {
  /** How long they may take on a broken one. Milliseconds. */
  readonly timeout: number;
  readonly skipped: number;
}

/** Measured once. */
let optionRun: Promise<SoundRun> | undefined;

/** Runs tests on the sound plugin, where they must pass. */
async function runSound({ root, folder, runner, patience }: BreakSettings, tests: string): Promise<SoundRun> {
  const file = `${folder}/src/index.ts`;
  const sound = { file, text: soundText(root, file), tests, timeout: 600_000 };
  const { passed, by, milliseconds, skipped = 0 } = await runner.run(sound);
  if (!passed) throw new Error(`The tests ${tests} fail before anything is broken: ${by}.`);
  return { timeout: patience + 5 * milliseconds, skipped };
}

/** Sources as they were before the first fault: while tests run, the file on disk is a broken one. */
function soundText(root: string, file: string): string {
  const path = join(root, file);
  const text = sound.get(path) ?? readFileSync(path, 'utf8');
  sound.set(path, text);
  return text;
}

const sound = new Map<string, string>();

function isEquivalent({ file, source, change }: Fault): boolean {
  return equivalents.some((one) => one.file === file && one.source === source && one.change === change);
}
