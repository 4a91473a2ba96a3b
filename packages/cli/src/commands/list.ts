import type { Registry } from '@highorder/config';
import { openRegistry } from '../compose.ts';
import { columns } from '../output/columns.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { warningText } from '../output/warning-text.ts';
import { requireKnown } from '../require-known.ts';

export default async function list(kind: string | undefined, options: JsonOption): Promise<void> {
  const registry = await openRegistry();
  for (const { reason } of registry.failures) note(warningText(reason));
  if (kind === undefined) return listKinds(registry, options);
  await requireKnown(
    'kind',
    kind,
    registry.kinds().map(({ name }) => name),
  );
  const plugins = registry
    .names(kind)
    .map((name) => ({ name, summary: registry.find(kind, name)?.summary ?? '' }));
  print(options, {
    document: { kind, plugins },
    text:
      plugins.length === 0
        ? `No plugin of the kind ${kind} is installed.`
        : columns(plugins.map(({ name, summary }) => [name, summary])),
  });
}

function listKinds(registry: Registry, options: JsonOption): void {
  const kinds = registry
    .kinds()
    .map(({ name, summary }) => ({ kind: name, summary, plugins: registry.names(name) }));
  print(options, {
    document: { kinds },
    text: columns(
      kinds.flatMap(({ kind, summary, plugins }) => [
        [kind, summary],
        ['', plugins.join(', ') || '(none)'],
      ]),
    ),
  });
}
