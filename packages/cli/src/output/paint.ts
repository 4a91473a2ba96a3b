import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';

/** Colors text for a stream: only on a terminal, and never where NO_COLOR is set. */
export function paint(
  color: Parameters<typeof styleText>[0],
  { isTTY }: Pick<WriteStream, 'isTTY'>,
  environment: NodeJS.ProcessEnv = process.env,
): (text: string) => string {
  const colorless =
    isTTY !== true || (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  return colorless ? (text) => text : (text) => styleText(color, text, { validateStream: false });
}
