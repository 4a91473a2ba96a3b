import { describe, expect, onTestFinished, test } from 'vitest';
import { watchSignals } from './interrupt.ts';

/** What was told of signals that come at these moments, in milliseconds. */
function told(signals: readonly (readonly [NodeJS.Signals, number])[], second?: readonly NodeJS.Signals[]) {
  let clock = 0;
  const heard: string[] = [];
  const watched = watchSignals({
    onFirst: () => heard.push(`save at ${clock}`),
    onSecond: () => heard.push(`leave at ${clock}`),
    ...(second === undefined ? {} : { second }),
    now: () => clock,
  });
  onTestFinished(() => watched.release());
  for (const [name, at] of signals) {
    clock = at;
    process.emit(name, name);
  }
  watched.release();
  return heard;
}

describe('reliability 3: signals', () => {
  test('that repeat within a second are one: `timeout` sends its own twice', () => {
    expect(
      told([
        ['SIGTERM', 5],
        ['SIGTERM', 6],
        ['SIGHUP', 900],
      ]),
    ).toEqual(['save at 5']);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s saves, and another one later leaves', (name) => {
    expect(
      told([
        [name, 0],
        [name, 1500],
      ]),
    ).toEqual(['save at 0', 'leave at 1500']);
  });

  test('that a job is told to leave by', () => {
    const signals = [
      ['SIGTERM', 0],
      ['SIGTERM', 2000],
      ['SIGHUP', 3000],
      ['SIGINT', 4000],
    ] as const;
    expect(told(signals, ['SIGINT'])).toEqual(['save at 0', 'leave at 4000']);
  });

  test('mean what they did once they are released', () => {
    const before = process.listenerCount('SIGTERM');
    told([]);
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
