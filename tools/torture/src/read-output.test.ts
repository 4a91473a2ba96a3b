import { expect, test } from 'vitest';
import { isStackTrace, namesFile } from './read-output.ts';

test('stack traces are known, and messages are none', () => {
  expect(isStackTrace(String(new Error('x').stack))).toBe(true);
  expect(isStackTrace('Error: x\n    at async run (file:///a/b.ts:3:1)')).toBe(true);
  expect(isStackTrace('FATAL ERROR: Reached heap limit')).toBe(true);
  expect(isStackTrace('Error: a.yaml:3:8  at: no option is called "at".\n  Way out: look at line 3:8')).toBe(
    false,
  );
});

test('a file is named by its path or its name', () => {
  expect(
    namesFile('runs/a/checkpoints/20/state.safetensors: broken', 'checkpoints/20/state.safetensors'),
  ).toBe(true);
  expect(namesFile('Cannot read manifest.json.', 'config.yaml')).toBe(false);
});
