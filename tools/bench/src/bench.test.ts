import { required } from '@highorder/core';
import eagerPlugins from '@highorder/engine-eager';
import { expect, test } from 'vitest';
import { exampleStep, stateNames } from './example-step.ts';
import { medianTimes } from './median-time.ts';
import { pluginNamed } from './plugin-named.ts';

test('works take turns, and the median tells the slow one', async () => {
  const turns: string[] = [];
  const work = (name: string, milliseconds: number) => ({
    name,
    async run() {
      turns.push(name);
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
    },
  });
  const times = await medianTimes([work('quick', 0.2), work('slow', 2)], { rounds: 3, seconds: 0.004 });
  const [quick, slow] = times.map(({ milliseconds }) => milliseconds);
  expect(Number(slow)).toBeGreaterThan(2 * Number(quick));
  expect(turns.join(' ')).toMatch(/quick slow.*quick slow/);
  for (const { milliseconds, least, most } of times) {
    expect(least).toBeLessThanOrEqual(milliseconds);
    expect(milliseconds).toBeLessThanOrEqual(most);
  }
});

test('the example step moves all that it should', async () => {
  const engine = pluginNamed(eagerPlugins, 'engine', 'eager').make({ backend: 'cpu' });
  await engine.open();
  const example = exampleStep({ rows: 8, hidden: [5] });
  const inputs = example.inputs(engine);
  const outputs = await engine.compile(example.compute)(inputs);
  expect(Object.keys(outputs).sort()).toEqual([...stateNames].sort());
  for (const name of stateNames) {
    const [before, after] = [inputs, outputs].map((arrays) => required(arrays[name], name).read());
    expect(after).toHaveLength(Number(before?.length));
    expect(after).not.toEqual(before);
  }
});

test('a missing plugin is named', () => {
  expect(() => pluginNamed(eagerPlugins, 'engine', 'lazy')).toThrow('The package has no plugin engine/lazy.');
});
