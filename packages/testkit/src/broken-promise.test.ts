import { describe, expect, test } from 'vitest';
import { testPromises } from './broken-promise.ts';

describe('promises that are kept and broken, side by side', () => {
  const seen: string[] = [];
  testPromises(
    {
      'keeps this': () => seen.push('kept'),
      'breaks that': () => {
        seen.push('broken');
        throw new Error('It is broken.');
      },
    },
    { 'breaks that': { reason: 'to show it', complaint: /is broken/ } },
  );

  test('are both tested', () => expect(seen).toEqual(['kept', 'broken']));
});

test('an exemption from what a contract does not ask is refused, with what it asks', () => {
  const breaks = { 'never steps past 2': { reason: 'none', complaint: /x/ } };
  expect(() => testPromises({ 'never steps past 1': () => undefined }, breaks)).toThrow(
    'The contract has no test "never steps past 2"; it has: never steps past 1.',
  );
});
