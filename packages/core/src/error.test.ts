import { expect, test } from 'vitest';
import { HighOrderError, InputError, printable, required } from './error.ts';

test('a message says where, what, what was expected and the way out', () => {
  const error = new InputError({
    where: 'a.yaml:3:5',
    message: 'No loss is called "matchin".',
    expected: 'one of matching, self-consistency',
    fix: 'Write matching.',
  });
  expect(error.message).toBe(
    'a.yaml:3:5: No loss is called "matchin".\n' +
      '  Expected: one of matching, self-consistency\n' +
      '  Way out: Write matching.',
  );
  expect(error).toBeInstanceOf(HighOrderError);
  expect(error.name).toBe('InputError');
});

test('parts that are absent leave no trace', () => {
  const error = new HighOrderError({ message: 'The run stopped.' });
  expect(error.message).toBe('The run stopped.');
  expect(error.name).toBe('HighOrderError');
  expect('cause' in error).toBe(false);
});

test('keeps its cause', () => {
  const cause = new Error('disk full');
  expect(new HighOrderError({ message: 'No checkpoint.', cause }).cause).toBe(cause);
});

test('required gives back what is there, and throws its reason where nothing is', () => {
  expect(required(0, 'never')).toBe(0);
  expect(() => required(undefined, 'The plan names every group.')).toThrow('The plan names every group.');
  expect(() => required(null, 'The plan names every group.')).toThrow(HighOrderError);
});

test('reliability 18: what a terminal would obey is escaped in every message', () => {
  const hostile = 'a\u001b[2Jb\u0000c\u009bd\u202ee\r';
  expect(printable(hostile)).toBe(String.raw`a\x1b[2Jb\x00c\x9bd\u202ee\x0d`);
  const error = new InputError({ where: hostile, message: hostile, expected: hostile, fix: hostile });
  expect(error.message).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  expect(error.parts.message).toBe(hostile);
});

test('line breaks, tabs and letters of any script are printable', () => {
  const text = 'line\n\tdonnées, 数据, 😀';
  expect(printable(text)).toBe(text);
});
