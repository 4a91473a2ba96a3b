import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createModel, createSampler, createTrainer, disposeState, samplingParameters } from '@highorder/lab';
import { randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { openConfigs, workspace } from './open.ts';

const STEPS = 100;
const small = ['training.batch=64', `training.steps=${STEPS}`, 'evaluation.metrics=[]'];

const namesIn = (group: string): readonly string[] =>
  readdirSync(join(workspace, 'configs', group))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace(/\.yaml$/, ''));

/** One experiment on one engine. */
interface Bench {
  /** The loss of each step, and the parameters after the last. */
  train(): Promise<{ readonly losses: readonly number[]; readonly parameters: Float32Array }>;
  /** Samples of four steps from these parameters, in the data's own units. */
  sample(parameters: Float32Array): Promise<Float64Array>;
}

async function openOn(engine: string, sources: readonly string[]): Promise<Bench> {
  const experiment = await openConfigs(sources, [...small, `engine=${engine}`]);
  await experiment.engine.open();
  const model = createModel(experiment);
  return {
    async train() {
      const trainer = createTrainer(model, experiment.engine);
      const losses: number[] = [];
      let state = trainer.begin();
      while (state.step < STEPS) {
        const { state: next, record } = await trainer.advance(state, undefined);
        losses.push(record.loss);
        state = next;
      }
      const parameters = samplingParameters(state).read();
      disposeState(state);
      return { losses, parameters };
    },
    async sample(values) {
      const sources = experiment.source.sample(64, randomStream({ seed: 0, purpose: 'test/source' }));
      const parameters = experiment.engine.upload(values, [values.length]);
      const sampler = createSampler(model, experiment.engine);
      const samples = await sampler({ parameters, sources, steps: 4 });
      parameters.dispose();
      return samples.values;
    },
  };
}

const cases: readonly (readonly string[])[] = [
  ...namesIn('problems').map((problem) => [`problems/${problem}`, 'methods/homo-2']),
  ...namesIn('methods').map((method) => ['problems/eight-modes', `methods/${method}`]),
  ...namesIn('heads').map((heads) => ['problems/eight-modes', 'methods/homo-2', `heads/${heads}`]),
  // Taylor mode goes through the velocity, attention and layer norm included.
  ['problems/eight-modes', 'methods/homo-2-material', 'heads/transformer'],
];

const titled = cases.map((sources) => [sources.join(', '), sources] as const);

/** The largest difference, relative to each size, none of which is taken to be less than `least`. */
function largestGap(found: ArrayLike<number>, expected: ArrayLike<number>, least: number): number {
  const gaps = Array.from(found, (value, index) => {
    const other = Number(expected[index]);
    return Math.abs(value - other) / Math.max(Math.abs(other), least);
  });
  return Math.max(...gaps);
}

/**
 * Losses agree within 1e-4 over the first 100 steps. Self-consistency alone amplifies rounding, having no data to hold
 * it: plain JavaScript and WebAssembly are 9e-4 apart there, and 1e-3 is all that is asked.
 */
test.each(titled)('ONNX Runtime and WebAssembly agree on %s', { timeout: 240_000 }, async (_, sources) => {
  const compiled = await openOn('{use: onnx}', sources);
  const eager = await openOn('{use: eager, backend: wasm}', sources);
  const { losses, parameters } = await compiled.train();
  const expected = (await eager.train()).losses;
  expect(largestGap(losses, expected, 0)).toBeLessThan(sources.includes('methods/sc') ? 1e-3 : 1e-4);
  const samples = await eager.sample(parameters);
  const size = Math.max(...samples.map(Math.abs));
  expect(largestGap(await compiled.sample(parameters), samples, size)).toBeLessThan(1e-4);
});
