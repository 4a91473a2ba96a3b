import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobEnd, LaunchRequest } from '@highorder/core';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import slurm from '../slurm.ts';

/** A launch, its files, and what was told of it. */
export interface TestLaunch {
  readonly directory: string;
  readonly ends: readonly JobEnd[];
  readonly notes: readonly string[];
  readonly done: Promise<void>;
  /** Ends the launch by its signal. */
  readonly abort: () => void;
}

/** How a launch is made. */
export interface LaunchChoice {
  /** JavaScript that serves one job, whose folder is `folder`. */
  readonly work: string;
  readonly jobs: number;
  readonly options?: z.input<typeof slurm.options>;
  readonly parallel?: number;
  /** A part of the paths of all files. */
  readonly named?: string;
}

/** A program of Node that serves jobs by that work, of several lines and with quotes. */
const serving = (work: string) => `
import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
for await (const folder of createInterface({ input: process.stdin })) {
  ${work}
  console.log(folder);
}
`;

/** Launches jobs of a program in JavaScript, in a folder that goes when the test ends. */
export function launch({ work, jobs, options, parallel = 2, named = 'launch' }: LaunchChoice): TestLaunch {
  const directory = mkdtempSync(join(tmpdir(), `highorder ${named} `));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const ends: JobEnd[] = [];
  const notes: string[] = [];
  const controller = new AbortController();
  const request: LaunchRequest = {
    jobs: Array.from({ length: jobs }, (_, index) => {
      const folder = join(directory, `job ${index}`);
      mkdirSync(folder);
      return { name: `job-${index}`, folder, command: ['false'] };
    }),
    parallel,
    serve: [process.execPath, '--input-type=module', '--eval', serving(work)],
    directory,
    scratch: directory,
    signal: controller.signal,
    onEnd: (end) => ends.push(end),
    onNote: (text) => notes.push(text),
  };
  const launcher = slurm.make({ poll: 0.1, ...options });
  return { directory, ends, notes, done: launcher.launch(request), abort: () => controller.abort() };
}

/** The number of the array, from what was noted. */
export function arrayOf({ notes }: TestLaunch): string {
  return /as array (\d+) /.exec(notes.join(' '))?.[1] ?? '';
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
