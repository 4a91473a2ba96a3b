import type { Leaf, Origin } from '@highorder/config';
import { composeWords } from '../compose.ts';
import { columns } from '../output/columns.ts';
import { type JsonOption, print } from '../output/print.ts';
import { splitPath } from '../split-path.ts';

interface ExplainOptions extends JsonOption {
  readonly path?: string;
}

export default async function explain(words: readonly string[], options: ExplainOptions): Promise<void> {
  const { experimentSchema, formatOrigin } = await import('@highorder/config');
  const fields = Object.keys(experimentSchema.shape);
  const { path, rest } =
    options.path === undefined ? splitPath(words, fields) : { path: options.path, rest: words };
  const resolved = await composeWords(rest);
  const chosen = leavesBelow(resolved.leaves(), path);
  if (chosen.length === 0) throw await nothingAt(path ?? '', resolved.leaves());
  const originOf = (origin: Origin) =>
    origin.type === 'command-line' ? `${formatOrigin(origin)}: ${origin.argument}` : formatOrigin(origin);
  const values = chosen.map(({ path: place, value, origin }) => ({
    path: place,
    value,
    origin: originOf(origin),
  }));
  print(options, {
    document: { experiment: resolved.name, values },
    text: columns(values.map((leaf) => [leaf.path, JSON.stringify(leaf.value), leaf.origin])),
  });
}

function leavesBelow(leaves: readonly Leaf[], path: string | undefined): readonly Leaf[] {
  if (path === undefined) return leaves;
  return leaves.filter((leaf) => leaf.path === path || leaf.path.startsWith(`${path}.`));
}

async function nothingAt(path: string, leaves: readonly Leaf[]): Promise<Error> {
  const { closestName } = await import('@highorder/config');
  const { InputError } = await import('@highorder/core');
  const known = [...new Set(leaves.flatMap((leaf) => placesAbove(leaf.path)))];
  const closest = closestName(path, known);
  return new InputError({
    where: path,
    message: 'Nothing stands at this place of the experiment.',
    fix: closest === undefined ? 'Leave the path out to see all places.' : `Did you mean ${closest}?`,
  });
}

/** `a.b.c` stands at `a`, `a.b` and `a.b.c`. */
function placesAbove(path: string): readonly string[] {
  const names = path.split('.');
  return names.map((_, index) => names.slice(0, index + 1).join('.'));
}
