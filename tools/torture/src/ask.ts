import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Answer, Question } from './question.ts';
import { killGroup, type Workplace } from './workplace.ts';

const program = fileURLToPath(new URL('./answer-questions.ts', import.meta.url));
const flags = [
  '--conditions=@highorder/source',
  '--max-old-space-size=2048',
  '--import',
  import.meta.resolve('tsx'),
];

/** An answer, or what happened in place of one. */
export type Reply = Answer | 'hung' | 'crashed';

/** Asks questions of a process; a new one is started after one that hung or crashed. */
export interface Asker {
  ask(question: Question): Promise<Reply>;
  close(): void;
}

/** `patience` is in milliseconds, for one question. */
export function createAsker(place: Workplace, patience: number): Asker {
  let running: Running | undefined;
  return {
    async ask(question) {
      running ??= begin(place);
      const reply = await running.ask(question, patience);
      if (typeof reply === 'string') {
        killGroup(running.child);
        running = undefined;
      }
      return reply;
    },
    close() {
      if (running !== undefined) killGroup(running.child);
      running = undefined;
    },
  };
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  ask(question: Question, patience: number): Promise<Reply>;
}

function begin(place: Workplace): Running {
  const env = { ...process.env, HIGHORDER_CACHE: '', ORT_DISABLE_TELEMETRY: '1' };
  const child = spawn(process.execPath, [...flags, program], { env, detached: true });
  place.guard(child);
  child.stderr.resume();
  child.stdin.on('error', () => undefined);
  const waiting: ((reply: Reply) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The process writes nothing but answers.
    waiting.shift()?.(JSON.parse(line) as Answer);
  });
  child.on('close', () => waiting.shift()?.('crashed'));
  return {
    child,
    ask: (question, patience) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve('hung'), patience);
        waiting.push((reply) => {
          clearTimeout(timer);
          resolve(reply);
        });
        child.stdin.write(`${JSON.stringify(question)}\n`);
      }),
  };
}
