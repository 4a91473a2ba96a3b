import { expect, test } from 'vitest';
import { measuringLines } from './measuring.ts';

test('README "Slow or silent": an evaluation says what it does, at first and every five seconds', () => {
  const lines: string[] = [];
  let time = 0;
  const tell = measuringLines(
    (line) => lines.push(line),
    () => time,
  );
  for (let done = 0; done < 10; done++) {
    tell({ doing: `w2, floor ${done + 1} of 10`, done, total: 10 });
    time += 2000;
  }
  expect(lines).toEqual([
    'measuring w2, floor 1 of 10 (0 of 10 parts done)',
    'measuring w2, floor 4 of 10 (3 of 10 parts done)',
    'measuring w2, floor 7 of 10 (6 of 10 parts done)',
    'measuring w2, floor 10 of 10 (9 of 10 parts done)',
  ]);
});
