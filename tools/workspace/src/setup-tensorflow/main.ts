/**
 * Makes the package `@tensorflow/tfjs-node` work in this workspace: `npm run setup:tensorflow`.
 *
 *   --again       make it anew, even where it works
 *   --way NAME    only this way: download or wheel
 *
 * Exit status: 0 TensorFlow runs, 1 it does not, 2 the arguments are wrong.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { root } from '../root.ts';
import { removeLeftovers } from './places.ts';
import { lineOf, SetupError } from './setup-error.ts';
import { sentence, setupTensorflow } from './setup-tensorflow.ts';
import { verify } from './verify.ts';
import { ways } from './ways.ts';

function readArguments() {
  const { values } = parseArgs({
    options: { again: { type: 'boolean', default: false }, way: { type: 'string' } },
  });
  const chosen = ways.filter(({ name }) => values.way === undefined || name === values.way);
  if (chosen.length > 0) return { again: values.again, chosen };
  throw new Error(`There is no way "${values.way}". Known: ${ways.map(({ name }) => name).join(', ')}.`);
}

function leaveOnSignals(): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => void removeLeftovers(root).finally(() => process.exit(status)));
  }
}

async function main(): Promise<number> {
  let given: ReturnType<typeof readArguments>;
  try {
    given = readArguments();
  } catch (error) {
    console.error(lineOf(error));
    return 2;
  }
  leaveOnSignals();
  const say = (line: string) => console.log(line);
  try {
    const verdict = await setupTensorflow({ root, ways: given.chosen, again: given.again, verify, say });
    say(sentence(verdict));
    return 0;
  } catch (error) {
    console.error(lineOf(error));
    if (error instanceof SetupError && error.detail !== undefined) console.error(error.detail);
    return 1;
  }
}

process.exitCode = await main();
