import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createModel, createTrainer, drawAhead, type StartWorker } from '@highorder/lab';
import { openWork } from './open-experiment.ts';
import type { WorkSettings } from './settings.ts';
import { versionOf } from './version.ts';
import type { Work } from './work.ts';

/** Training as `highorder train` does it: batches drawn ahead, the step, its report read. */
export async function openLoop(settings: WorkSettings): Promise<Work> {
  const experiment = await openWork(settings);
  const version = versionOf(await experiment.engine.open());
  const model = createModel(experiment);
  const folder = mkdtempSync(join(tmpdir(), 'highorder-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, 'config.yaml');
  writeFileSync(config, experiment.resolved.yaml());
  const supply = drawAhead({ model, config, from: 0, startWorker, onTrouble: console.error });
  const trainer = createTrainer(model, experiment.engine, supply);
  let state = trainer.begin();
  return {
    version,
    async run(count) {
      for (let done = 0; done < count; done++) ({ state } = await trainer.advance(state, undefined));
    },
  };
}

/** A thread that runs a TypeScript module, as the command starts it. */
const startWorker: StartWorker = (module, workerData) =>
  new Worker(
    `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
      .then(({ register }) => { register({ tsconfig: false }); return import(${JSON.stringify(module.href)}); })`,
    { eval: true, workerData },
  );
