import { finalFolder, removeLeftovers, stagingFolder, swap } from './places.ts';
import { lineOf, SetupError } from './setup-error.ts';
import type { Verdict } from './verify.ts';
import type { Way } from './ways.ts';

/** What a setup works with. */
export interface Setup {
  /** The folder of the workspace. */
  readonly root: string;
  /** In the order in which they are tried. */
  readonly ways: readonly Way[];
  /** Whether to make it anew where it works already. */
  readonly again: boolean;
  /** Looks at the package in a folder, or at what the engines find by themselves. */
  verify(folder: string | undefined): Promise<Verdict>;
  say(line: string): void;
}

interface Made {
  readonly folder: string;
  readonly verdict: Verdict;
}

/**
 * Makes TensorFlow work, if it does not yet. Each way is tried in a folder of its own, and the first that computes a
 * right gradient and has XLA takes the place of what was there; without XLA it does where nothing worked before.
 * What worked is never touched until then. Throws where nothing works in the end.
 */
export async function setupTensorflow(setup: Setup): Promise<Verdict> {
  const { root, again, verify, say } = setup;
  await removeLeftovers(root);
  const before = await verify(undefined);
  say(`Now: ${sentence(before)}`);
  if (isWhole(before) && !again) return before;
  try {
    const made = await firstThatWorks(setup);
    if (made === undefined || (before.version !== undefined && !isWhole(made.verdict))) {
      return keep(before, say);
    }
    return await putInPlace(made, setup);
  } finally {
    await removeLeftovers(root);
  }
}

/** Whether a gradient comes out right and XLA compiles. */
export function isWhole({ version, withoutXla }: Verdict): boolean {
  return version !== undefined && withoutXla === undefined;
}

export function sentence({ version, reason, withoutXla }: Verdict): string {
  if (version === undefined) return `TensorFlow does not run here: ${reason}`;
  const xla = withoutXla === undefined ? 'XLA compiles' : `XLA does not compile: ${withoutXla}`;
  return `TensorFlow.js ${version} runs; ${xla}.`;
}

/** The first way that gives all, otherwise the first that gives a gradient. */
async function firstThatWorks(setup: Setup): Promise<Made | undefined> {
  let best: Made | undefined;
  for (const way of setup.ways) {
    const made = await tryWay(way, setup);
    if (made === undefined) continue;
    if (isWhole(made.verdict)) return made;
    best ??= made;
  }
  return best;
}

async function tryWay(way: Way, { root, verify, say }: Setup): Promise<Made | undefined> {
  say(way.says);
  const folder = await stagingFolder(root, way.name);
  try {
    await way.make(folder);
  } catch (error) {
    say(`  This way failed: ${lineOf(error)}`);
    if (error instanceof SetupError && error.detail !== undefined) say(indented(error.detail));
    return undefined;
  }
  const verdict = await verify(folder);
  say(`  ${sentence(verdict)}`);
  return verdict.version === undefined ? undefined : { folder, verdict };
}

async function putInPlace({ folder }: Made, { root, verify, say }: Setup): Promise<Verdict> {
  const swapped = await swap(folder, finalFolder(root));
  const verdict = await verify(finalFolder(root));
  if (verdict.version === undefined) {
    await swapped.undo();
    throw new SetupError(`What was made does not run in its place: ${verdict.reason}`);
  }
  await swapped.finish();
  say(`It is in ${finalFolder(root)}, which \`npm ci\` leaves alone; remove the folder to undo this.`);
  return verdict;
}

function keep(before: Verdict, say: (line: string) => void): Verdict {
  if (before.version === undefined) throw new SetupError('No way led to a TensorFlow that runs.');
  say('What worked before stays as it was.');
  return before;
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
