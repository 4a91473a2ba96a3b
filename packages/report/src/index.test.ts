import { expect, test, vi } from 'vitest';

const loaded: string[] = vi.hoisted(() => []);
vi.mock('vega', () => {
  loaded.push('vega');
  return {};
});
vi.mock('@highorder/core', () => {
  loaded.push('core');
  return {};
});

test('the table loads neither vega nor the tensor library', async () => {
  const { evaluationTable } = await import('./index.ts');
  expect(evaluationTable([], [])).toBe('Nothing was evaluated.');
  expect(loaded).toEqual([]);
});
