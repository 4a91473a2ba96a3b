import type { StepRecord } from '@highorder/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { paceOf, progressLine } from './pace.ts';
import { lineProgress } from './progress-lines.ts';

function record(step: number, seconds: number, steps = 100): StepRecord {
  return { step, steps, seconds, loss: 1.23456, terms: {}, gradientNorm: 1, learningRate: 0.1 };
}

describe('pace', () => {
  test('is that of this process, not of the steps before a resumption', () => {
    expect(paceOf(record(50, 1000), record(60, 1005))).toEqual({ stepsPerSecond: 2, secondsLeft: 20 });
  });

  test('has no time left before two steps and after the last', () => {
    expect(paceOf(record(4, 2), record(4, 2))).toEqual({ stepsPerSecond: 2, secondsLeft: undefined });
    expect(paceOf(record(4, 2), record(100, 50)).secondsLeft).toBeUndefined();
  });

  test('stands in a line with the loss', () => {
    expect(progressLine(record(40, 100), paceOf(record(1, 22), record(40, 100)))).toBe(
      'step 40 of 100 (40 %), loss 1.235, 0.5 steps a second, 2 min 0 s left',
    );
  });
});

describe('plain progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says a line for the first step, each tenth and the end', () => {
    const lines: string[] = [];
    const { callback, end } = lineProgress((text) => lines.push(text));
    for (let step = 1; step <= 100; step++) callback.onStep?.(record(step, step / 10));
    end();
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(
      [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((step) => `step ${step}`).concat('Trained 100'),
    );
  });

  test('says a line after ten seconds of silence, with steps or without', () => {
    const lines: string[] = [];
    const { callback, end } = lineProgress((text) => lines.push(text));
    callback.onStep?.(record(1, 1, 1000));
    vi.advanceTimersByTime(11_000);
    expect(lines.at(-1)).toBe('training for 10 s, past step 1 of 1000');
    vi.advanceTimersByTime(8_500);
    callback.onStep?.(record(2, 20, 1000));
    expect(lines).toHaveLength(2);
    vi.advanceTimersByTime(600);
    expect(lines.at(-1)).toBe('training for 20 s, past step 2 of 1000');
    end();
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(3);
  });

  test('passes warnings on', () => {
    const lines: string[] = [];
    const { callback, end } = lineProgress((text) => lines.push(text));
    callback.onWarning?.({ step: 0, message: 'Mind the gap.' });
    end();
    expect(lines).toEqual(['Warning: Mind the gap.']);
  });
});
