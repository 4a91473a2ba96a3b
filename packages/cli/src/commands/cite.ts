import { assembleWords } from '../compose.ts';
import { type JsonOption, print } from '../output/print.ts';

export default async function cite(words: readonly string[], options: JsonOption): Promise<void> {
  const { citations } = await assembleWords(words);
  print(options, { document: { citations }, text: citations.join('\n\n') });
}
