import { expect, test } from 'vitest';
import { createTally, isMissed } from './tally.ts';
import { tallyMarkdown, tallyText, withTable } from './tally-text.ts';

test('a goal is missed by one case, which is told', () => {
  const tally = createTally({ seed: 3, minutes: 1 });
  tally.add('kills', 4);
  expect(isMissed(tally.read())).toBe(false);
  tally.miss('hangs', 'sample\nRUN');
  tally.skip('no tmpfs here');
  expect(isMissed(tally.read())).toBe(true);
  const text = tallyText(tally.read());
  expect(text).toMatch(/^ +4 {2}commands killed or told to stop$/m);
  expect(text).toMatch(/^ +1 {2}commands that did not end \(goal: 0\)$/m);
  expect(text).toContain('commands that did not end:\n  sample\n  RUN');
  expect(text).toContain('Skipped: no tmpfs here');
});

test('the table of a page is replaced, and nothing else', () => {
  const tally = createTally({ seed: 3, minutes: 1 });
  const first = withTable('# Title\n\nText.\n', tallyMarkdown(tally.read()));
  expect(first).toMatch(/^# Title\n\nText\.\n\n<!--/);
  tally.add('kills', 17);
  const second = withTable(`${first}\n## More\n`, tallyMarkdown(tally.read()));
  expect(second).toMatch(/\| commands killed or told to stop \| 17 \|/);
  expect(second.match(/<!--/g)).toHaveLength(2);
  expect(second).toMatch(/\n## More\n$/);
});
