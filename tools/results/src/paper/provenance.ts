import type { StoredFacts } from '../store/stored-table.ts';

/** One sentence: machine, engine, time, commit, dates. Empty where nothing has run. */
export function provenanceText({ runs, days, seconds, machines, engines, commits }: StoredFacts): string {
  if (runs === 0) return '';
  const dates = days.first === days.last ? `on ${days.first}` : `from ${days.first} to ${days.last}`;
  return (
    `${runs} runs ${dates}, ${(seconds / 60).toFixed(0)} minutes of training by the clock; ${machines.join('; ')}; ` +
    `engine ${engines.join('; ')}; code at ${commits.join('; ')}.`
  );
}
