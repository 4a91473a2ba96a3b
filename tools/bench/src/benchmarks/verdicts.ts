/**
 * Do verdicts keep what they promise? Tables of which the truth is known, judged by the rule of two deviations that came before and by the tests.
 *
 * Fixed seeds: the same numbers on every machine. Of the options only `--out` has a meaning here.
 *
 * @module
 */
import type { Results } from '../results/benchmark.ts';
import { falseVerdictTable } from '../verdicts/false-verdicts.ts';
import { floorTable } from '../verdicts/floor-claims.ts';
import { powerTable } from '../verdicts/power.ts';

export default function verdicts(): Promise<Results> {
  return Promise.resolve({
    title: 'False verdicts, and power',
    text:
      'Synthetic tables, with the values of ten seeds drawn from normal laws: of a method on a seed level + luck of the seed, which all methods share (deviation 0.3), + its own ' +
      'luck (0.1) + noise of its evaluation. How often is a verdict wrong, and how often is a true difference seen?',
    tables: [falseVerdictTable(2000), powerTable(100), floorTable(500)],
    figures: [],
    notes: [],
  });
}
