/**
 * Measures what each deviation of the published scripts costs, on the same seeds, and writes the tables of
 * docs/deviations.md: `npm run deviations -- --problems four-modes --seeds 3`.
 *
 * Every run is added to docs/deviations.csv when it is done, and what stands there is not run again.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withTables } from './document.ts';
import { measure } from './measure.ts';
import { workspace } from './open-variant.ts';
import { appendMeasurements, isMeasured, readMeasurements } from './results.ts';
import { type ProblemName, problemNames } from './script-settings.ts';
import { variantGroups } from './variants.ts';

const { values } = parseArgs({
  options: {
    problems: { type: 'string', default: problemNames.join(',') },
    seeds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    results: { type: 'string', default: join(workspace, 'docs', 'deviations.csv') },
    page: { type: 'string', default: join(workspace, 'docs', 'deviations.md') },
  },
});

const problems = problemNames.filter((name) => values.problems.split(',').includes(name));
for (let seed = 0; seed < Number(values.seeds); seed++) {
  for (const problem of problems) await measureProblem(problem, seed);
}
const page = readFileSync(values.page, 'utf8');
writeFileSync(values.page, withTables(page, readMeasurements(values.results)));

async function measureProblem(problem: ProblemName, seed: number): Promise<void> {
  const variants = variantGroups(problem).flatMap((group) => group.variants);
  const byName = new Map(variants.map((variant) => [variant.name, variant]));
  for (const variant of byName.values()) {
    if (!variant.name.includes(values.only)) continue;
    const place = { problem, variant: variant.name, seed };
    if (isMeasured(readMeasurements(values.results), place)) continue;
    const started = performance.now();
    appendMeasurements(values.results, await measure(problem, variant, seed));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(`${problem}, seed ${seed}, ${variant.name}: ${seconds} s`);
  }
}
