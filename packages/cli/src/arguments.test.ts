import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quoteWords, splitWords } from './arguments.ts';
import { splitPath } from './split-path.ts';

test('words with = or a leading + or ~ are changes, others name configurations', () => {
  const words = ['problems/circle', 'seed=3', './my.yaml', '+callbacks=[]', '~training.clip', '++a.b=1'];
  expect(splitWords(words)).toEqual({
    sources: ['problems/circle', './my.yaml'],
    overrides: ['seed=3', '+callbacks=[]', '~training.clip', '++a.b=1'],
  });
});

test('a shell reads quoted words as they were', () => {
  const words = ['train', 'a/b.yaml', 'evaluation.steps=[1, 2]', "name='it''s'", '~key', '$HOME', ''];
  const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${quoteWords(words)}`], { encoding: 'utf8' });
  expect(printed.split('\n').slice(0, -1)).toEqual(words);
  expect(quoteWords(['problems/circle', 'seed=3'])).toBe('problems/circle seed=3');
});

test('the last configuration of explain may be a path', () => {
  const fields = ['training', 'losses'];
  expect(splitPath(['problems/circle', 'losses.1', 'seed=3'], fields)).toEqual({
    path: 'losses.1',
    rest: ['problems/circle', 'seed=3'],
  });
  for (const words of [
    ['training'],
    ['a', './training'],
    ['a', 'training.yaml'],
    ['a', 'b'],
    ['training', 'a'],
  ]) {
    expect(splitPath(words, fields)).toEqual({ path: undefined, rest: words });
  }
});
