import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createModel, createTrainer, disposeState } from '@highorder/lab';
import { describe, expect, test } from 'vitest';
import { openConfigs, workspace } from './open.ts';

const namesIn = (group: string): readonly string[] =>
  readdirSync(join(workspace, 'configs', group))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace(/\.yaml$/, ''));

const problems = namesIn('problems');
const methods = namesIn('methods');

/** Networks and batches small enough that twenty steps take a blink. */
const small = ['training.batch=64', 'training.steps=20', 'engine={use: eager, backend: wasm}'];

test('the nine published problems and the ten methods are there', () => {
  expect(problems).toEqual(
    expect.arrayContaining([
      'four-modes',
      'five-modes',
      'eight-modes',
      'circle',
      'irregular-ring',
      'spiral',
      'two-round-spiral',
      'three-round-spiral',
      'dot-and-ring',
    ]),
  );
  expect(methods).toEqual(
    expect.arrayContaining([
      'flow-matching',
      'm2',
      'shortcut',
      'homo-1-2',
      'm2-sc',
      'sc',
      'homo-2',
      'homo-2-paper',
      'homo-3',
      'homo-4',
    ]),
  );
});

describe.each(problems)('%s', (problem) => {
  test.each(methods)('trains with %s', async (method) => {
    const experiment = await openConfigs([`problems/${problem}`, `methods/${method}`], small);
    await experiment.engine.open();
    const trainer = createTrainer(createModel(experiment), experiment.engine);
    let state = trainer.begin();
    while (state.step < experiment.training.steps) {
      const { state: next, record } = await trainer.advance(state, undefined);
      expect(Number.isFinite(record.loss)).toBe(true);
      state = next;
    }
    disposeState(state);
  });
});
