import { CommanderError } from 'commander';
import { verbs } from '../verbs.js';
import { formatJson, note } from './print.ts';
import { paint } from './paint.ts';

/** An error as it is told. */
export interface ToldError {
  readonly status: 1 | 2;
  readonly message: string;
  /** Every mistake of a configuration, one by one. */
  readonly problems?: readonly unknown[] | undefined;
  /** The step of training that failed. */
  readonly step?: number | undefined;
}

/**
 * Prints the error of a command line, with `--json` in it as a document on standard output, and gives the exit status
 * that it deserves.
 */
export async function tellError(error: unknown, words: readonly string[]): Promise<number> {
  const { status, ...told } = await readError(error, words);
  if (words.includes('--json')) process.stdout.write(formatJson({ error: told }));
  else note(`${paint('red', process.stderr)('Error:')} ${errorText(told)}`);
  return status;
}

/** Mistakes of a configuration stand below a line that counts them. */
function errorText({ message, problems }: Pick<ToldError, 'message' | 'problems'>): string {
  if (problems === undefined) return message;
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  return `${count} in the configuration.\n\n${message}`;
}

/** What an error says, and whose fault it is: 2 the user's input, 1 anything else. */
export async function readError(error: unknown, words: readonly string[]): Promise<ToldError> {
  if (error instanceof CommanderError) return readUsageError(error, words);
  // Errors of this kind come from packages that have loaded core already.
  const { HighOrderError, InputError } = await import('@highorder/core');
  if (!(error instanceof HighOrderError)) return { status: 1, message: describeUnexpected(error) };
  return { status: error instanceof InputError ? 2 : 1, message: error.message, ...detailsOf(error) };
}

function readUsageError({ code, message }: CommanderError, words: readonly string[]): ToldError {
  const verb = verbs.find(({ name }) => words.includes(name));
  const help =
    verb === undefined
      ? '`highorder --help` lists the verbs.'
      : `\`highorder ${verb.name} --help\` explains the verb.`;
  const what = code === 'commander.help' ? 'no verb is given.' : message.replace(/^error: /, '');
  return { status: 2, message: `${what}\n  Way out: ${help}` };
}

function detailsOf(error: object): Pick<ToldError, 'problems' | 'step'> {
  return {
    ...('problems' in error && Array.isArray(error.problems) ? { problems: error.problems } : {}),
    ...('step' in error && typeof error.step === 'number' ? { step: error.step } : {}),
  };
}

/** An error that nobody foresaw is worth its stack. */
function describeUnexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
