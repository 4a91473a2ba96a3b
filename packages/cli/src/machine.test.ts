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
    const { samplerStep, trainingStep, heads } = profile.cost;
    expect(samplerStep.matrixProducts).toBe(heads[0].matrixProducts);
    expect(samplerStep.matrixProducts).toBeLessThan(2 * profile.parameters);
    expect(samplerStep.matrixProducts).toBeGreaterThan(1.8 * profile.parameters);
    // Backward costs about twice the forward pass: once for the weights, once for the inputs of all layers but the first.
    const ratio = trainingStep.total.matrixProducts / 16 / samplerStep.matrixProducts;
    expect(ratio).toBeGreaterThan(2.5);
    expect(ratio).toBeLessThanOrEqual(3);
  });

  test('doctor tries every engine on every backend, and says how to mend what does not load', async () => {
    const { status, out } = await run(['doctor', '--json']);
    expect(status).toBe(0);
    const { versions, engines, xla } = JSON.parse(out);
    expect(versions.node).toBe(process.versions.node);
    const names = engines.map(({ engine, backend }: { engine: string; backend?: string }) =>
      backend === undefined ? engine : `${engine} ${backend}`,
    );
    expect(names).toEqual(expect.arrayContaining(['eager tensorflow', 'eager wasm', 'eager cpu', 'xla']));
    for (const probe of engines) {
      if (probe.loads) expect(probe).toMatchObject({ installed: true, stepMilliseconds: expect.any(Number) });
      else expect(`${probe.reason} ${probe.wayOut}`).toMatch(/(?:does not load|without XLA).*npm/s);
    }
    // The engine and the library that it needs tell the same.
    const find = (name: string) => engines[names.indexOf(name)];
    expect(xla.there).toBe(find('xla').loads);
    if (xla.there) expect(find('xla').version).toBe(find('eager tensorflow').version);
  });

  test('doctor says that TensorFlow is not there, where it is not', async () => {
    const nowhere = { HIGHORDER_TENSORFLOW: '/nowhere' };
    const { status, out } = await run(['doctor', '--json'], temporaryFolder(), nowhere);
    expect(status).toBe(0);
    const { engines, xla } = JSON.parse(out);
    const missing = engines.filter(({ loads }: { loads: boolean }) => !loads);
    expect(missing).toMatchObject([
      { engine: 'eager', backend: 'tensorflow', installed: false },
      { engine: 'xla', installed: false },
    ]);
    for (const { reason, wayOut } of missing) {
      expect(reason).toMatch(/does not load: the package is not installed/);
      expect(wayOut).toContain('npm run setup:tensorflow');
    }
    expect(xla).toMatchObject({ there: false, wayOut: expect.stringContaining('npm run setup:tensorflow') });
  });

  test('a run that fails exits with 1 and says at which step', async () => {
    const wild = ['training.optimizer.learningRate=1.0e+30', 'training.steps=3', 'training.batch=8'];
    const words = ['problems/circle', 'methods/flow-matching', ...wild, '--json'];
    const { status, out } = await run(['train', ...words], temporaryFolder());
    expect(status).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({ step: 1, message: expect.stringContaining('not finite') });
  });
});
