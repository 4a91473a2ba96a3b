import { createModel, createTrainer, disposeState } from '@highorder/lab';
import { describe, expect, test } from 'vitest';
import { openConfigs } from './open.ts';

const STEPS = 5;

async function lossesOn(engine: string, heads: string): Promise<readonly number[]> {
  const sources = ['problems/eight-modes', 'methods/homo-2', heads];
  const small = ['training.batch=64', `training.steps=${STEPS}`, 'evaluation.metrics=[]'];
  const experiment = await openConfigs(sources, [...small, `engine=${engine}`]);
  await experiment.engine.open();
  const trainer = createTrainer(createModel(experiment), experiment.engine);
  const losses: number[] = [];
  let state = trainer.begin();
  while (state.step < STEPS) {
    const { state: next, record } = await trainer.advance(state, undefined);
    losses.push(record.loss);
    state = next;
  }
  disposeState(state);
  return losses;
}

async function reasonAgainstXla(): Promise<string | undefined> {
  const { engine } = await openConfigs(['problems/eight-modes', 'methods/m2'], ['engine={use: xla}']);
  return engine.open().then(
    () => undefined,
    (error: unknown) => String(error),
  );
}

const reason = await reasonAgainstXla();

// CI sets TensorFlow up, so that it may not be missing there.
describe.skipIf(reason !== undefined && process.env['CI'] === undefined)('where XLA is there', () => {
  test.each(['heads/residual-mlp-norm', 'heads/transformer'])(
    '%s learns on XLA as on ONNX Runtime',
    { timeout: 240_000 },
    async (heads) => {
      expect(reason).toBeUndefined();
      const expected = await lossesOn('{use: onnx}', heads);
      const found = await lossesOn('{use: xla}', heads);
      // Rounding: 5e-7 was measured.
      found.forEach((loss, step) => {
        expect(Math.abs(loss / Number(expected[step]) - 1), `step ${step}`).toBeLessThan(1e-5);
      });
    },
  );
});
