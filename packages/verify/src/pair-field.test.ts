import { randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { pairFieldMap } from './pair-field.ts';
import { settingOf } from './setting.ts';
import { oneHead, softModel } from './testing/soft-experiment.ts';
import { exactPointFlow } from '@highorder/oracle';

/**
 * The mean of A x1 + B x0 over the pairs through a point, by drawing: pairs whose x(t) lies within a small ball around it. The
 * target is a triangle of normals, of which the drawing knows the centers and the variance alone.
 */
test('is the mean over the pairs through a point', async () => {
  const { path } = settingOf(await softModel(oneHead('{ use: matching, order: 1 }')), 4);
  const flow = exactPointFlow(path, () => 'conditional');
  const weights = { data: 2, source: -3 };
  const field = pairFieldMap({ what: 'a target', weights: () => weights }, path.interpolant, flow);
  const [t, x] = [0.4, [0.5, 0.3]];
  const [found] = field({ x: Float64Array.from(x), t, d: 0 });
  const random = randomStream({ seed: 5, purpose: 'pairs' });
  const values: number[] = [];
  for (let draw = 0; draw < 400_000; draw++) {
    const angle = (2 * Math.PI * random.integer(3)) / 3;
    const data = [Math.cos(angle), Math.sin(angle)].map(
      (part) => 1.95 * part + Math.sqrt(0.6) * random.normal(),
    );
    const source = [random.normal(), random.normal()];
    const off = data.map((value, axis) => t * value + (1 - t) * Number(source[axis]) - Number(x[axis]));
    if (Math.hypot(...off) < 0.12) values.push(2 * Number(data[0]) - 3 * Number(source[0]));
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length ** 2);
  // Four standard errors: one false alarm in 16,000. The ball of radius 0.12 moves the mean by less than one.
  expect(values.length).toBeGreaterThan(1000);
  expect(Math.abs(Number(found) - mean)).toBeLessThan(4 * spread);
});
