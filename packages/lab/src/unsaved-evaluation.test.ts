import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateRun } from './evaluate-run.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { trainRun } from './train-run.ts';
import { openTrainedRun } from './trained-run.ts';
import { UnsavedEvaluation } from './unsaved-evaluation.ts';

test('README "Writing fails": numbers that cannot be saved are not lost', async () => {
  const options = { runs: temporaryFolder(), command: 'train', version: '0' };
  const { folder, evaluation } = await trainRun(await smallExperiment(), options);
  const run = await openTrainedRun(folder.path, await smallExperiment());
  // A folder in the place of the file is what nobody can write over, whatever their rights.
  rmSync(folder.evaluation);
  mkdirSync(folder.evaluation);
  writeFileSync(join(folder.evaluation, 'file'), '');
  const failure: unknown = await evaluateRun(run.model, folder, run.parameters, { callbacks: [] }).catch(
    (error: unknown) => error,
  );
  run.dispose();
  expect(failure).toBeInstanceOf(UnsavedEvaluation);
  expect(failure).toMatchObject({
    evaluation,
    message: expect.stringMatching(
      /evaluation\.json: The evaluation was not saved\. .*folder.*\n {2}Way out: /,
    ),
  });
});
