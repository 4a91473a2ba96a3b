import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTrainedRun, trainRun } from '@highorder/lab';
import { describe, expect, onTestFinished, test } from 'vitest';
import { oneHead, softModel, twoHeads } from '../testing/soft-experiment.ts';
import { runCurves, verifyRun } from './verify-run.ts';

async function trained(method: string, overrides: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-verify-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { experiment } = await softModel(method, overrides);
  const run = await trainRun(experiment, { folder, runs: folder, command: 'test', version: '0.0.0' });
  const opened = await openTrainedRun(run.folder.path, experiment);
  onTestFinished(opened.dispose);
  return opened;
}

describe('verifyRun', { timeout: 60_000 }, () => {
  test('splits the error of a run into parts that obey the triangle', async () => {
    const found = await verifyRun(await trained(twoHeads('flow-map')));
    expect(found).toMatchObject({ experiment: 'soft', step: 6, points: 64, fine: { steps: 128 } });
    expect(found.splits.map(({ steps }) => steps)).toEqual([1, 2, 4, 8, 16, 32]);
    for (const { whole, learning, fixedPoint, discretization, selfConsistency } of found.splits) {
      const rms = (part: { readonly rms: number } | undefined) => Number(part?.rms);
      // Root mean squares of differences are a norm.
      expect(rms(whole)).toBeLessThanOrEqual(rms(learning) + rms(fixedPoint) + 1e-6);
      expect(rms(whole)).toBeLessThanOrEqual(rms(selfConsistency) + found.fine.error.rms + 1e-6);
      expect(rms(discretization)).toBeGreaterThan(0);
    }
    // A base of Euler's size: what the table of fixed points has for shortcut.
    expect(found.splits[0]?.fixedPoint?.rms).toBeGreaterThan(0.016);
    expect(found.splits[0]?.fixedPoint?.rms).toBeLessThan(0.0196);
    // Six updates teach next to nothing.
    expect(found.splits[0]?.learning?.rms).toBeGreaterThan(0.5);
    expect(runCurves(found).map(({ name }) => name)).toHaveLength(4);
  });

  test('without a head that sees d, fine steps and steps are the same network: they meet as steps shrink', async () => {
    const found = await verifyRun(await trained(oneHead('{ use: matching, order: 1 }', 'heun')));
    const gaps = found.splits.map(({ selfConsistency }) => selfConsistency.rms);
    // Heun's method on a smooth network: order 2.
    expect(Math.log2(Number(gaps[3]) / Number(gaps[4]))).toBeCloseTo(2, 0);
    expect(gaps[5]).toBeLessThan(0.01 * Number(gaps[0]));
  });

  test('on a base that another term teaches, fine steps are that base, and shorter ones are not asked for', async () => {
    const losses = [
      '{ use: matching, order: 1 }',
      '{ use: base-step, times: { use: shortcut-ladder, finest: 8, drawn: finest } }',
      '{ use: self-consistency, base: taught, times: { use: shortcut-ladder, finest: 4 } }',
    ];
    const found = await verifyRun(await trained(oneHead(losses.join(', '), 'taylor', 'x, t, d')));
    expect(found.fine).toMatchObject({ steps: 8, told: true });
    expect(found.splits.map(({ steps }) => steps)).toEqual([1, 2, 4, 8]);
    // As many steps as the base has are the fine steps themselves.
    expect(found.splits[3]?.selfConsistency.rms).toBe(0);
    expect(found.splits[0]?.selfConsistency.rms).toBeGreaterThan(0);
    // Runge and Kutta's method in 8 steps errs by 1.6e-4 in the reference, on another draw.
    expect(found.splits[0]?.fixedPoint?.rms).toBeGreaterThan(1.2e-4);
    expect(found.splits[0]?.fixedPoint?.rms).toBeLessThan(2e-4);
  });

  test('an objective without a fixed point still has its own parts', async () => {
    const found = await verifyRun(await trained(oneHead('{ use: self-consistency }', 'taylor', 'x, t, d')));
    expect(found.findings[0]).toMatchObject({ topic: 'unanswered' });
    expect(found.splits[0]).not.toHaveProperty('learning');
    expect(found.splits[0]).toHaveProperty('discretization');
  });
});
