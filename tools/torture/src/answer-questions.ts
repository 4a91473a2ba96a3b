/**
 * A process that does verbs of the command one after the other, without the half second that it takes to load them: reads a
 * `Question` a line, writes an `Answer` a line.
 *
 * @module
 */
import { createInterface } from 'node:readline';
import { createProgram, readError, runVerb } from '@highorder/cli';
import type { Answer, Question } from './question.ts';

const answerTo = process.stdout.write.bind(process.stdout);

for await (const line of createInterface({ input: process.stdin })) {
  // The only writer of these lines is `ask.ts`.
  answerTo(`${JSON.stringify(await answer(JSON.parse(line) as Question))}\n`);
}

async function answer({ words, folder }: Question): Promise<Answer> {
  const told = { out: '', err: '' };
  process.stdout.write = (chunk: unknown) => (told.out += String(chunk)) !== '';
  process.stderr.write = (chunk: unknown) => (told.err += String(chunk)) !== '';
  process.chdir(folder);
  process.exitCode = 0;
  let status = 0;
  try {
    await createProgram(runVerb).parseAsync(words, { from: 'user' });
    status = Number(process.exitCode);
  } catch (error) {
    const read = await readError(error, words);
    status = read.status;
    told.err += `Error: ${read.message}\n`;
  }
  process.exitCode = 0;
  return { status, ...told };
}
