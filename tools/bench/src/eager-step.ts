/**
 * How long does one step of training take on each TensorFlow.js backend that loads here?
 *
 * The step: networks 4-100-100-2 (order 1) and 6-100-100-2 (order 2), batch 800, losses M1 and M2, Adam; about 105
 * million floating-point operations.
 *
 * @module
 */
import { cpus } from 'node:os';
import type { EngineArrays } from '@highorder/core';
import eagerPlugins, { probeBackends } from '@highorder/engine-eager';
import { exampleStep, stateNames } from './example-step.ts';
import { medianTimes, type TimedWork } from './median-time.ts';
import { pluginNamed } from './plugin-named.ts';

const example = exampleStep({ rows: 800, hidden: [100, 100] });

async function workOn(backend: string): Promise<TimedWork> {
  const engine = pluginNamed(eagerPlugins, 'engine', 'eager').make({ backend });
  await engine.open();
  const step = engine.compile(example.compute);
  let state: EngineArrays = example.inputs(engine);
  return {
    name: backend,
    async run() {
      const next = await step(state);
      // Some backends compute when a value is asked for.
      next['parameters']?.read();
      for (const name of stateNames) state[name]?.dispose();
      state = { ...state, ...next };
    },
  };
}

const probes = await probeBackends();
const loading = probes.filter(({ loads }) => loads);
const times = await medianTimes(await Promise.all(loading.map(({ backend }) => workOn(backend))));

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, 1 thread`);
console.table(
  times.map(({ name, milliseconds, least, most }) => ({
    backend: name,
    version: loading.find(({ backend }) => backend === name)?.version,
    'ms a step': Number(milliseconds.toFixed(2)),
    fastest: Number(least.toFixed(2)),
    slowest: Number(most.toFixed(2)),
    'steps a second': Number((1000 / milliseconds).toFixed(1)),
  })),
);
for (const { backend, reason, wayOut } of probes.filter(({ loads }) => !loads)) {
  console.log(`${backend} does not load: ${reason}. ${wayOut}`);
}
