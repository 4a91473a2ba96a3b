import type { EngineArrays } from '@highorder/core';
import { createModel, createTrainer, reportName, stateVectorNames, trainingStep } from '@highorder/lab';
import { openWork } from './open-experiment.ts';
import type { WorkSettings } from './settings.ts';
import { versionOf } from './version.ts';
import type { Work } from './work.ts';

/** The bare compiled step of training: the same batch again and again, and nothing read but at the end of a turn. */
export async function openStep(settings: WorkSettings): Promise<Work> {
  const experiment = await openWork(settings);
  const { engine } = experiment;
  const version = versionOf(await engine.open());
  const model = createModel(experiment);
  const step = engine.compile(trainingStep(model));
  const trainer = createTrainer(model, engine);
  let inputs: EngineArrays = trainer.inputs(trainer.begin()).arrays;
  const names = stateVectorNames(model);
  return {
    version,
    async run(count) {
      for (let done = 0; done < count; done++) {
        const { [reportName]: report, ...state } = await step(inputs);
        for (const name of names) inputs[name]?.dispose();
        inputs = { ...inputs, ...state };
        if (done === count - 1) report?.read();
        report?.dispose();
      }
    },
  };
}
