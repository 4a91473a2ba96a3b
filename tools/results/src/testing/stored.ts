import type { StoredFacts } from '../store/stored-table.ts';

/** The facts of a table that was never run. */
export const storedFacts: StoredFacts = {
  ...{ format: 1, name: 'paths', baseline: 'shortcut', relevant: '5%', runs: 2, failed: [] },
  asked: { jobs: 2, problems: ['ring'] },
  ...{ machines: ['a processor'], engines: ['onnx'], commits: ['abcdef0'], seconds: 600 },
  days: { first: '2026-01-01', last: '2026-01-02' },
  parameters: { least: 100, most: 110 },
  updates: { good: { least: 7, most: 9 } },
  ...{ paces: { good: 100 }, flops: 5e10, costs: null },
};
