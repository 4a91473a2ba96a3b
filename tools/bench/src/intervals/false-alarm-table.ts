import { randomStream } from '@highorder/core';
import { pairedTTest, signFlipTest } from '@highorder/statistics';
import type { Table } from '../results/benchmark.ts';
import { type NullLaw, nullLaws } from './laws.ts';

const EXPERIMENTS = 10_000;
const alphas = [0.05, 0.005] as const;

const tests = [
  { name: 'paired t', p: (differences: readonly number[]) => pairedTTest(differences).p },
  { name: 'sign-flip', p: (differences: readonly number[]) => signFlipTest(differences).p },
];

/** How often tests see a difference where the true mean difference is 0. */
export function falseAlarmTable(seeds: readonly number[]): Table {
  return {
    title: 'False alarms',
    text:
      `In percent of ${EXPERIMENTS} experiments whose true mean difference is 0, at p <= ${alphas.join(' and p <= ')}. ` +
      'Standard error 0.2 of 5%, 0.07 of 0.5%. Under the last law the two methods cannot be exchanged, which the sign-flip test assumes.',
    columns: ['differences', 'test', ...seeds.map((count) => `${count} seeds`)],
    rows: nullLaws.flatMap((law) =>
      tests.map(({ name, p }) => [law.name, name, ...seeds.map((count) => alarmText(law, p, count))]),
    ),
  };
}

function alarmText(law: NullLaw, p: (differences: readonly number[]) => number, count: number): string {
  const alarms = alphas.map(() => 0);
  for (let index = 0; index < EXPERIMENTS; index++) {
    const random = randomStream({ seed: 0, purpose: 'false-alarms', index });
    const found = p(Array.from({ length: count }, () => law.draw(random)));
    alphas.forEach((alpha, place) => {
      if (found <= alpha) alarms[place] = (alarms[place] ?? 0) + 1;
    });
  }
  return alarms.map((number) => ((100 * number) / EXPERIMENTS).toFixed(2)).join(' / ');
}
