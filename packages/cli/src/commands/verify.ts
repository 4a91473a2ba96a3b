import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '@highorder/core';
import type { Verification } from '@highorder/verify';
import { assembleWords } from '../compose.ts';
import { printWithFiles } from '../output/print-with-files.ts';
import type { JsonOption } from '../output/print.ts';
import { usageError } from '../usage-error.ts';
import { verificationText } from '../verify/text.ts';

interface VerifyOptions extends JsonOption {
  readonly out?: string;
}

export default async function verify(words: readonly string[], options: VerifyOptions): Promise<void> {
  const [first] = words;
  if (first !== undefined && isRun(first)) {
    if (words.length > 1)
      throw usageError(`nothing can follow the run ${first}: it is verified as it was trained.`);
    const { verifyRunVerb } = await import('../verify/run.ts');
    return verifyRunVerb(first, options);
  }
  const experiment = await assembleWords(words);
  const { createModel } = await import('@highorder/lab');
  const { verifyExperiment } = await import('@highorder/verify');
  const found = verifyExperiment(createModel(experiment));
  await printWithFiles(options, {
    save: () => drawn(found, options.out),
    answer: (figures) => ({ document: { ...found, figures }, text: verificationText(found) }),
  });
  if (!found.answered) throw noFixedPoint(found);
}

/** What is known has been printed; that the question has no answer is an error all the same. */
function noFixedPoint({ experiment, findings }: Verification): InputError {
  const reasons = findings.filter(({ topic }) => topic === 'unanswered').map(({ text }) => text);
  return new InputError({
    where: experiment,
    message: `There is no fixed point to compute. ${reasons.join(' ')}`,
    expected:
      'loss terms and an integrator that verify knows, which teach every derivative that the sampler asks for',
    fix: 'See "What it cannot say" in docs/verify.md.',
  });
}

/** Whether a word is the folder of a run, not a configuration. */
function isRun(word: string): boolean {
  return existsSync(join(resolve(word), 'manifest.json'));
}

async function drawn(
  { experiment, points, facts }: Verification,
  out: string | undefined,
): Promise<readonly string[]> {
  if (out === undefined || facts === undefined) return [];
  const { writeEndpointErrors } = await import('@highorder/report');
  return writeEndpointErrors({ experiment, points, curves: facts.curves }, resolve(out));
}
