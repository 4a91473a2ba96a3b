import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const timeout = 60_000;

describe('this machine', { timeout }, () => {
  test('profile counts parameters and operations and times steps and samples', async () => {
    const words = ['problems/circle', 'methods/flow-matching', 'training.batch=16', '--steps', '2', '--json'];
    const { status, out } = await run(['profile', ...words]);
    expect(status).toBe(0);
    const profile = JSON.parse(out);
    expect(profile.parameters).toBe(profile.heads[0].parameters);
    expect(profile.losses).toMatchObject([{ name: 'matching-1', weight: 1, rows: 16 }]);
    expect(profile.samplesPerSecond.map(({ steps }: { steps: number }) => steps)).toEqual([1, 16]);
    for (const speed of [profile.stepsPerSecond, profile.samplesPerSecond[0].samplesPerSecond]) {
      expect(speed).toBeGreaterThan(0);
    }
    // A forward pass multiplies every weight once, and every bias never.
    expect(profile.operations.samplerStep).toBeLessThan(2 * profile.parameters);
    expect(profile.operations.samplerStep).toBeGreaterThan(1.8 * profile.parameters);
    // Backward costs about twice the forward pass: once for the weights, once for the inputs of all layers but the first.
    expect(profile.operations.trainingStep / 16 / profile.operations.samplerStep).toBeGreaterThan(2.5);
    expect(profile.operations.trainingStep / 16 / profile.operations.samplerStep).toBeLessThanOrEqual(3);
  });

  test('doctor tries every backend, and says how to mend what does not load', async () => {
    const { status, out } = await run(['doctor', '--json']);
    expect(status).toBe(0);
    const { versions, engines } = JSON.parse(out);
    expect(versions.node).toBe(process.versions.node);
    const backends = engines.map(({ backend }: { backend?: string }) => backend);
    expect(backends).toEqual(expect.arrayContaining(['tensorflow', 'wasm', 'cpu']));
    for (const probe of engines) {
      if (probe.loads) expect(probe.stepMilliseconds).toBeGreaterThan(0);
      else expect(`${probe.reason} ${probe.wayOut}`).toMatch(/does not load.*npm install/s);
    }
  });

  test('a run that fails exits with 1 and says at which step', async () => {
    const wild = ['training.optimizer.learningRate=1.0e+30', 'training.steps=3', 'training.batch=8'];
    const words = ['problems/circle', 'methods/flow-matching', ...wild, '--json'];
    const { status, out } = await run(['train', ...words], temporaryFolder());
    expect(status).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({ step: 1, message: expect.stringContaining('not finite') });
  });
});
