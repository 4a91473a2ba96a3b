/**
 * Do intervals and tests over a few seeds keep what they promise?
 *
 * Fixed seeds: the same numbers on every machine. Of the options only `--out` has a meaning here.
 *
 * @module
 */
import { falseAlarmTable } from '../intervals/false-alarm-table.ts';
import { intervalTable } from '../intervals/interval-table.ts';
import type { Results } from '../results/benchmark.ts';

export default function coverage(): Promise<Results> {
  return Promise.resolve({
    title: 'Coverage of intervals, and false alarms of tests',
    text: 'Simulated experiments of which the truth is known: how often does an interval hold it, how often does a test see a difference that is not there?',
    tables: [intervalTable([3, 5, 10, 20]), falseAlarmTable([5, 10, 15])],
    figures: [],
    notes: [],
  });
}
