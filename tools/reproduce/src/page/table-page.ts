import { methodComparisonMarkdown } from '@highorder/report';
import type { SweepStatus } from '@highorder/sweep';
import type { PaperTable } from '../tables.ts';
import { honestTables, marks } from './honest-table.ts';

/** What the page of a table is made of. */
export interface PageParts {
  readonly table: PaperTable;
  readonly status: SweepStatus;
  /** Machine, engine, time, commit. */
  readonly provenance: string;
  /** Further sections, each with its heading. */
  readonly sections: readonly string[];
}

/** The page of a table: the claim, the table in short, what else there is to see, then all of the comparison. */
export async function tablePage({ table, status, provenance, sections }: PageParts): Promise<string> {
  const { name, title, claim } = table;
  const { counts, comparison, failed } = status;
  const head = [
    `# ${title}`,
    `The paper: ${claim}`,
    `[The sweep](../../configs/sweeps/paper/${name}.yaml), ${stateText(counts)}. By \`npm run reproduce -- ${name}\`, or ` +
      `\`npx highorder sweep configs/sweeps/paper/${name}.yaml\`. [What follows from it](README.md).`,
    provenance,
    ...failed.slice(0, 10).map(({ job, message }) => {
      const { problem, method, seed } = job.point;
      return `Failed: ${method} on ${problem}, seed ${seed}: ${message.split('\n')[0]}`;
    }),
  ];
  const body =
    comparison === undefined
      ? ['No result yet.']
      : [
          '## In short',
          legend,
          honestTables(comparison),
          ...sections,
          '## In full',
          (await methodComparisonMarkdown(comparison)).trimEnd(),
        ];
  return `${[...head, ...body].filter((part) => part !== '').join('\n\n')}\n`;
}

/** How many runs of a table are done. */
export function stateText({ done, failed, total }: SweepStatus['counts']): string {
  const state = done === total ? `all ${total} runs done` : `**${done} of ${total} runs done**`;
  return failed === 0 ? state : `${state}, ${failed} failed`;
}

const legend =
  'Means over seeds ± half of a 95 % interval, at the least and the most steps of the sampler. ' +
  `${marks.better} better and ${marks.worse} worse than the baseline, by a paired test after Holm's correction over the whole table; ${marks.small.better} and ` +
  `${marks.small.worse} where that difference is smaller than what one evaluation resolves; no mark: not decided. ${marks.floors['below the floor']} below the floor: better than ` +
  'a perfect flow can be. The floor is what the exact flow scores, or else a fresh draw of the truth. A mode ' +
  'distance, the metric of the scripts, **below** its floor is collapse onto the centers, not quality.';
