import type { Plugin } from '@highorder/core';
import { openRegistry } from '../compose.ts';
import { columns } from '../output/columns.ts';
import { type JsonOption, print } from '../output/print.ts';
import type { OptionFacts } from '../plugin-options.ts';
import { requireKnown } from '../require-known.ts';
import { usageError } from '../usage-error.ts';

export default async function describe(word: string, options: JsonOption): Promise<void> {
  const [kind = '', name, ...more] = word.split('/');
  if (name === undefined || more.length > 0)
    throw usageError(`"${word}" is not kind/name, such as head/mlp.`);
  const plugin = await findPlugin(kind, name);
  const { optionsOf } = await import('../plugin-options.ts');
  const facts = optionsOf(plugin);
  print(options, {
    document: {
      kind,
      name,
      summary: plugin.summary,
      options: facts,
      needs: plugin.needs,
      citations: plugin.cite,
    },
    text: [`${word}: ${plugin.summary}`, optionsText(facts), ...plugin.cite].join('\n\n'),
  });
}

async function findPlugin(kind: string, name: string): Promise<Plugin> {
  const registry = await openRegistry();
  await requireKnown(
    'kind',
    kind,
    registry.kinds().map((each) => each.name),
  );
  await requireKnown(kind, name, registry.names(kind));
  const { required } = await import('@highorder/core');
  return required(registry.find(kind, name), `The registry names ${kind}/${name} but does not have it.`);
}

function optionsText(facts: readonly OptionFacts[]): string {
  if (facts.length === 0) return 'It has no options.';
  return facts
    .map(({ name, type, description, ...option }) => {
      const standard = 'default' in option ? `default ${JSON.stringify(option.default)}` : '';
      const end = option.required ? 'required' : standard;
      return `${columns([[`  ${name}: ${type}${end === '' ? '' : ` (${end})`}`]])}\n      ${description}`;
    })
    .join('\n');
}
