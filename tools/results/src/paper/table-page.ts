import { methodComparisonMarkdown } from '@highorder/report';
import type { MethodComparison } from '@highorder/statistics';
import type { StoredFacts } from '../store/stored-table.ts';
import { marksText } from '../marks.ts';
import { honestTables } from './honest-table.ts';
import { provenanceText } from './provenance.ts';
import type { PaperTable } from './tables.ts';

/** What the page of a table is made of. */
export interface PageParts {
  readonly table: PaperTable;
  readonly facts: StoredFacts;
  readonly comparison: MethodComparison;
  /** Further sections, each with its heading. */
  readonly sections: readonly string[];
}

/** The page of a table: the claim, the table in short, what else there is to see, then all of the comparison. */
export async function tablePage({ table, facts, comparison, sections }: PageParts): Promise<string> {
  const { name, title, claim } = table;
  const parts = [
    `# ${title}`,
    `The paper: ${claim}`,
    `[The sweep](../../configs/sweeps/paper/${name}.yaml), ${stateText(facts)}. By \`npm run reproduce -- ${name}\`, or ` +
      `\`npx highorder sweep configs/sweeps/paper/${name}.yaml\`; judged again from [its values](data/${name}.csv) by \`npm run results -- ${name}\`. ` +
      '[What follows from it](README.md).',
    provenanceText(facts),
    ...facts.failed.slice(0, 10).map(({ problem, method, seed, message }) => {
      return `Failed: ${method} on ${problem}, seed ${seed}: ${message}`;
    }),
    '## In short',
    legendOf(comparison.comparisons, facts.relevant),
    honestTables(comparison),
    ...sections,
    '## In full',
    (await methodComparisonMarkdown(comparison)).trimEnd(),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** How many runs of a table are done. */
export function stateText({ runs, failed, asked }: StoredFacts): string {
  const state =
    runs === asked.jobs ? `all ${asked.jobs} runs done` : `**${runs} of ${asked.jobs} runs done**`;
  return failed.length === 0 ? state : `${state}, ${failed.length} failed`;
}

function legendOf(comparisons: number, relevant: string): string {
  return (
    `Means over seeds ± half of a 95 % interval, at the least and the most steps of the sampler. ${marksText(comparisons, relevant)} The floor is what the exact flow scores, or ` +
    'else a fresh draw of the truth. A mode distance, the metric of the scripts, **below** its floor is collapse onto the centers, not quality.'
  );
}
