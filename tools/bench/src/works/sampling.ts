import { randomStream } from '@highorder/core';
import { createModel, createSampler, createTrainer, samplingParameters } from '@highorder/lab';
import { openWork } from './open-experiment.ts';
import type { WorkSettings } from './settings.ts';
import { versionOf } from './version.ts';
import type { Work } from './work.ts';

/** Samples from source points on the host to samples on the host. Parameters are those before training. */
export async function openSampling(settings: WorkSettings): Promise<Work> {
  const { points = 1000, samplingSteps = 1 } = settings;
  const experiment = await openWork(settings);
  const version = versionOf(await experiment.engine.open());
  const model = createModel(experiment);
  const sample = createSampler(model, experiment.engine);
  const parameters = samplingParameters(createTrainer(model, experiment.engine).begin());
  const sources = model.source.sample(points, randomStream({ seed: 0, purpose: 'bench/source' }));
  return {
    version,
    async run(count) {
      for (let done = 0; done < count; done++) await sample({ parameters, sources, steps: samplingSteps });
    },
  };
}
