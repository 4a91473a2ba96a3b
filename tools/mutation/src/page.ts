import type { Trial } from './break-plugin.ts';

const begin = '<!-- faults -->';
const end = '<!-- end of faults -->';
const head = ['| plugin | faults | caught | survived |', '| --- | ---: | ---: | ---: |'];

interface Row {
  readonly name: string;
  readonly caught: number;
  readonly survived: number;
}

/** The page with the row of a plugin, and the sum of all rows, as these trials came out. */
export function withRows(page: string, folder: string, trials: readonly Trial[]): string {
  const survived = trials.filter(({ outcome }) => outcome.passed).length;
  const [before, rest] = cut(page, begin);
  const [table, after] = cut(rest, end);
  const rows = new Map(readRows(table).map((row) => [row.name, row]));
  rows.set(folder, { name: folder, caught: trials.length - survived, survived });
  return `${before}${begin}\n\n${tableOf([...rows.values()])}\n\n${end}${after}`;
}

function readRows(table: string): readonly Row[] {
  return [...table.matchAll(/^\| (plugins\/\S+) \| \d+ \| (\d+) \| (\d+) \|$/gm)].map(
    ([, name = '', caught, survived]) => ({ name, caught: Number(caught), survived: Number(survived) }),
  );
}

function tableOf(rows: readonly Row[]): string {
  const caught = rows.reduce((sum, row) => sum + row.caught, 0);
  const survived = rows.reduce((sum, row) => sum + row.survived, 0);
  const share = ((100 * caught) / Math.max(1, caught + survived)).toFixed(1);
  const lines = rows
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((row) => `| ${row.name} | ${row.caught + row.survived} | ${row.caught} | ${row.survived} |`);
  return [...head, ...lines, `| all | ${caught + survived} | ${caught}, ${share} % | ${survived} |`].join(
    '\n',
  );
}

function cut(text: string, mark: string): readonly [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The page lacks the mark ${mark}.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
