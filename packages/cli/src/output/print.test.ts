import { expect, test, vi } from 'vitest';
import { columns } from './columns.ts';
import { liveLines } from './live-lines.ts';
import { formatJson, note, print } from './print.ts';
import { lineProgress } from './progress-lines.ts';

/** Clears the screen, in 7 and 8 bits; rings; turns the direction of reading. */
const hostile = 'a\u001b[2Jb\u009b2Jc\u0007d\u202ee\rf';
const obeyed = /[^\P{Cc}\n]|\u202e/u;

function written(act: () => void): string {
  const chunks: unknown[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk: unknown) => chunks.push(chunk) > 0),
  );
  act();
  for (const spy of spies) spy.mockRestore();
  return chunks.join('');
}

test('reliability 18: nothing that a terminal obeys is printed, as text, as JSON or beside them', () => {
  const answer = { document: { [hostile]: hostile }, text: hostile };
  for (const act of [() => print({}, answer), () => print({ json: true }, answer), () => note(hostile)]) {
    const text = written(act);
    expect(text).not.toMatch(obeyed);
    expect(text).toMatch(/^\{?\s*"?a\\(?:x1b|u001b)\[2Jb/);
  }
  expect(JSON.parse(formatJson(answer.document))).toEqual(answer.document);
});

test('reliability 18: nor in progress', () => {
  const lines: string[] = [];
  const { callback, end } = lineProgress((text) => lines.push(text));
  callback.onWarning?.({ step: 0, message: hostile });
  end();
  const live: string[] = [];
  liveLines({ write: (text: string) => live.push(text) > 0, columns: 200 }).show([`x\n${hostile}`]);
  expect([...lines, ...live].join('')).not.toMatch(obeyed);
  // A line that breaks would not be erased whole.
  expect(live.join('').match(/\n/g)).toHaveLength(1);
});

test('reliability 18: a cell with a line break stays in its row', () => {
  expect(
    columns([
      [`one\n${hostile}`, 'x'],
      ['two', 'y'],
    ]),
  ).toMatch(/^one\\na\\x1b.* x\ntwo +y$/);
});
