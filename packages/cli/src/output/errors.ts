import { printable } from '@highorder/core';
import { CommanderError } from 'commander';
import type { Evaluation } from '@highorder/lab';
import { verbs } from '../verbs.js';
import { formatJson, print } from './print.ts';
import { paint } from './paint.ts';

/** An error as it is told. */
export interface ToldError {
  readonly status: 1 | 2;
  readonly message: string;
  /** Every mistake of a configuration, one by one. */
  readonly problems?: readonly unknown[] | undefined;
  /** The step of training that failed. */
  readonly step?: number | undefined;
  /** What was measured, but could not be saved. */
  readonly evaluation?: Evaluation | undefined;
}

/**
 * Prints the error of a command line, with `--json` in it as a document on standard output, and gives the exit status
 * that it deserves.
 */
export async function tellError(error: unknown, words: readonly string[]): Promise<number> {
  const { status, ...told } = await readError(error, words);
  if (words.includes('--json')) process.stdout.write(formatJson({ error: told }));
  else {
    if (told.evaluation !== undefined) await printUnsaved(told.evaluation);
    tell(errorText(told));
  }
  return status;
}

/** What took minutes to compute is not lost because a disk is full. */
async function printUnsaved({ rows, skipped }: Evaluation): Promise<void> {
  const { evaluationTable } = await import('@highorder/report');
  print({}, { document: undefined, text: evaluationTable(rows, skipped) });
}

/** Only the first word has a color; whatever comes from elsewhere is made printable. */
function tell(text: string): void {
  process.stderr.write(`${paint('red', process.stderr)('Error:')} ${printable(text)}\n`);
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
  const told = await readSystemError(error);
  if (!(told instanceof HighOrderError)) return { status: 1, message: describeUnexpected(told) };
  const isInput = told instanceof InputError && !isMachine(told.cause);
  return { status: isInput ? 2 : 1, message: told.message, ...detailsOf(told) };
}

/** An error of the file system that nobody turned into a message. */
async function readSystemError(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const { fileError } = await import('@highorder/files');
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'a file';
  return fileError(error, { path, doing: attempts[String(error.syscall)] ?? 'use this' });
}

const attempts: Readonly<Record<string, string>> = {
  open: 'open this file',
  read: 'read this file',
  write: 'write this file',
  mkdir: 'make this folder',
  scandir: 'list this folder',
  rename: 'replace this file',
};

/** What no other words on the command line would change. */
const machineCodes = ['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ESTALE', 'EROFS'];

function isMachine(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && machineCodes.includes(String(cause.code));
}

/** Tells that the result could not be written to standard output. */
export async function tellUnwritten(error: unknown): Promise<void> {
  const { message } = await readError(await unwritten(error), []);
  tell(message);
}

async function unwritten(error: unknown): Promise<unknown> {
  const { fileError } = await import('@highorder/files');
  return fileError(error, { path: 'standard output', doing: 'write the result' });
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

function detailsOf(error: object): Pick<ToldError, 'problems' | 'step' | 'evaluation'> {
  return {
    ...('problems' in error && Array.isArray(error.problems) ? { problems: error.problems } : {}),
    ...('step' in error && typeof error.step === 'number' ? { step: error.step } : {}),
    // The only error with a field of this name is `UnsavedEvaluation`; lab need not be loaded to know.
    ...('evaluation' in error ? { evaluation: error.evaluation as Evaluation } : {}),
  };
}

/** An error that nobody foresaw is worth its stack. */
function describeUnexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
