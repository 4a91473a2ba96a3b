import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Contestant, Greeting, MissingContestant, OpenContestant } from './contestant.ts';

/** Lines of errors that are worth showing. */
const SHOWN_LINES = 3;

/** Starts a contestant and waits until its work is ready. */
export async function openContestant(contestant: Contestant): Promise<OpenContestant | MissingContestant> {
  const { name, program, words } = contestant;
  const child = spawn(program, words, {
    env: environmentOf(contestant),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.on('error', () => resolve());
  });
  const errors = errorsOf(child.stderr);
  const next = linesOf(child, child.stdout);
  const greeting = await next();
  if (greeting === undefined || !isReady(greeting)) {
    child.kill();
    return { name, reason: reasonOf(greeting, errors()) };
  }
  return {
    name,
    version: greeting.ready.version,
    async ask(count) {
      await write(child.stdin, `${JSON.stringify({ count })}\n`);
      const answer = await next();
      if (answer === undefined) throw new Error(`${name} ended: ${errors()}`);
      return answer as Answer;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Whether a contestant that was started runs. */
export function isOpen(one: OpenContestant | MissingContestant): one is OpenContestant {
  return 'ask' in one;
}

/**
 * Memory in huge pages where the C library can ask for it, for all alike, as jobs of sweeps have it: without, times depend on how
 * scattered the memory of a virtual machine is.
 */
const memory = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } as const;

function environmentOf({ environment }: Contestant): NodeJS.ProcessEnv {
  const all = { ...process.env, ...memory, ...environment };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The next object on standard output, or undefined at its end. */
function linesOf(child: ChildProcess, output: Readable): () => Promise<unknown> {
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  const failed = new Promise<undefined>((resolve) => child.on('error', () => resolve(undefined)));
  return async () => {
    const line = await Promise.race([lines.next(), failed]);
    return line === undefined || line.done === true ? undefined : (JSON.parse(line.value) as unknown);
  };
}

/** The last lines of standard error. */
function errorsOf(stream: Readable): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)));
  return () => text.trim().split('\n').slice(-SHOWN_LINES).join(' ');
}

function isReady(greeting: unknown): greeting is Extract<Greeting, { ready: unknown }> {
  return typeof greeting === 'object' && greeting !== null && 'ready' in greeting;
}

function reasonOf(greeting: unknown, errors: string): string {
  if (typeof greeting === 'object' && greeting !== null && 'unavailable' in greeting) {
    return String(greeting.unavailable);
  }
  return errors === '' ? 'it does not start' : errors;
}

function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
