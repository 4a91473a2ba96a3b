import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Callback, required } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkEvaluationAlone,
  checkNoFolder,
  checkResumed,
  checkTraining,
  type MakeCallback,
} from './callback-checks.ts';
import { callbackContract } from './callback-contract.ts';

/** Writes what it saw into the folder, where there is one. */
const diary: MakeCallback = () => {
  const seen: number[] = [];
  let folder: string | undefined;
  return {
    every: 50,
    onStart: (run) => (folder = run.folder),
    onStep: ({ step }) => seen.push(step),
    onEvaluation() {
      if (folder !== undefined) writeFileSync(join(folder, 'diary.txt'), seen.join());
    },
  };
};

callbackContract({ name: 'diary', make: diary });

describe('extend 8: a wrong callback fails, and the message says why', () => {
  let started = '';
  const wrong: readonly [string, (make: MakeCallback) => void, Callback, RegExp][] = [
    [
      'one that needs a folder',
      checkNoFolder,
      { onStart: ({ folder }) => (started = required(folder, 'There is no folder.')) },
      /failed in onStart: There is no folder/,
    ],
    [
      'one that thinks the first step is 1',
      checkResumed,
      { onStart: ({ step }) => required(step === 0 ? started : undefined, 'It began already.') },
      /failed in onStart: It began already/,
    ],
    [
      'one that takes every run for a training',
      checkEvaluationAlone,
      { onEvaluation: () => required(undefined, 'There was no step.') },
      /failed in onEvaluation: There was no step/,
    ],
    ['one that is called every 0 updates', checkTraining, { every: 0 }, /called every 0 updates/],
    [
      'one that makes the run wait',
      checkTraining,
      { onEvaluation: () => Promise.resolve() },
      /failed in onEvaluation: it returned a promise/,
    ],
    [
      'one that changes what others are told',
      checkTraining,
      { onStep: (record) => Object.assign(record, { loss: 0 }) },
      /failed in onStep: Cannot assign to read only property 'loss'/,
    ],
  ];
  test.each(wrong)('%s', (_, check, callback, message) => {
    expect(() => check(() => callback)).toThrow(message);
  });
});
