import { expect, test } from 'vitest';
import { typeText } from './plugin-options.ts';

test('types are told in words', () => {
  expect(typeText({ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER })).toBe(
    'whole number >= 1',
  );
  expect(typeText({ type: 'number', exclusiveMinimum: 0, maximum: 1 })).toBe('number > 0, <= 1');
  expect(typeText({ type: 'array', items: { enum: ['x', 't'] } })).toBe('list of x | t');
  expect(typeText({ anyOf: [{ const: 'fresh' }, { type: 'integer' }] })).toBe('fresh | whole number');
  expect(typeText({ type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }] })).toBe(
    '[number, number]',
  );
  expect(typeText({ component: 'learning-rate', orNumber: true })).toBe('learning-rate or number');
});
