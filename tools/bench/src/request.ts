import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Effort } from './measure/interleave.ts';
import { workspace } from './works/open-experiment.ts';

/** What is asked of a benchmark. */
export interface BenchRequest extends Effort {
  /** Numbers of threads, each measured by itself. */
  readonly threads: readonly number[];
  /** Sizes, or undefined for those of the benchmark. */
  readonly sizes: readonly Size[] | undefined;
  /** Whether a contestant takes part. */
  takesPart(name: string): boolean;
  /** Where results are written. */
  readonly out: string;
}

/** Rows of a batch and width of the hidden layers. */
export interface Size {
  readonly rows: number;
  readonly hidden: number;
}

export const usage = `Options:
  --sizes 256x64,800x100   rows x hidden (step, memory)
  --threads 1,2            numbers of threads; one, and one a core, where left out
  --rounds 5               rounds in which each contestant has a turn
  --seconds 1              seconds of a turn
  --only onnx,jax          contestants whose name holds one of these words, upper case or not
  --out FOLDER             where the table and the figure go; docs/benchmarks where left out`;

/** Reads the options of a benchmark. */
export function parseRequest(words: readonly string[]): BenchRequest {
  const { values } = parseArgs({
    args: [...words],
    options: {
      sizes: { type: 'string' },
      threads: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      only: { type: 'string' },
      out: { type: 'string', default: join(workspace, 'docs', 'benchmarks') },
    },
  });
  const only = values.only?.toLowerCase().split(',');
  return {
    rounds: positive('rounds', values.rounds),
    seconds: positive('seconds', values.seconds),
    threads: values.threads?.split(',').map((text) => positive('threads', text)) ?? allThreads(),
    sizes: values.sizes?.split(',').map(parseSize),
    takesPart: (name) => only?.some((word) => name.toLowerCase().includes(word)) ?? true,
    out: values.out,
  };
}

/** Such as `800x100`. */
export function sizeText({ rows, hidden }: Size): string {
  return `${rows} x ${hidden}`;
}

function parseSize(text: string): Size {
  const [rows = '', hidden = ''] = text.split('x');
  return { rows: positive('sizes', rows), hidden: positive('sizes', hidden) };
}

/** One thread, and one a core. */
function allThreads(): readonly number[] {
  return [...new Set([1, availableParallelism()])];
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`--${option}: "${text}" is not a positive number.\n\n${usage}`);
}
