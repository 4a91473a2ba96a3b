import { expect, test } from 'vitest';
import { objectiveOf } from './objective.ts';
import { oneHead, softModel, twoHeads } from './testing/soft-experiment.ts';

test('reads targets, rules and ladders from the resolved configuration', async () => {
  const { experiment } = await softModel(twoHeads('shortcut', 'conditional-closed'));
  const { instantaneous, rules, unknown } = objectiveOf(experiment);
  expect([...instantaneous]).toEqual([
    [1, 'conditional'],
    [2, 'conditional'],
  ]);
  expect(rules).toEqual([{ name: 'shortcut', order: 1, finest: 1 / 64 }]);
  expect(unknown).toEqual([]);
});

test('a term of weight 0 teaches nothing', async () => {
  const { experiment } = await softModel(
    oneHead('{ use: matching, order: 1 }, { use: mean-flow, weight: 0 }'),
  );
  expect(objectiveOf(experiment).rules).toEqual([]);
});

test('names terms that it does not know', async () => {
  const { experiment } = await softModel(oneHead('{ use: matching, order: 1 }'));
  const [term] = experiment.losses;
  if (term === undefined) throw new Error('There is one term.');
  expect(objectiveOf({ ...experiment, losses: [{ ...term, use: 'other' }] }).unknown).toEqual(['other']);
});

test('claims nothing of a ladder whose finest steps another term teaches', async () => {
  const { experiment } = await softModel(
    oneHead('{ use: matching, order: 1 }, { use: self-consistency, rule: shortcut, base: taught }'),
  );
  expect(objectiveOf(experiment)).toMatchObject({ rules: [], unknown: ['self-consistency'] });
});
