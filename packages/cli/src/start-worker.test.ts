import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from './testing/command.ts';

const source = fileURLToPath(new URL('.', import.meta.url));

/** Asks a worker for batches until it has delivered, and compares each with the one drawn here. */
const program = (config: string) => `
import { writeFileSync } from 'node:fs';
import { createModel, drawAhead, localSupply } from '@highorder/lab';
import { assembleWords } from ${JSON.stringify(join(source, 'compose.ts'))};
import { startWorker } from ${JSON.stringify(join(source, 'start-worker.ts'))};

const experiment = await assembleWords(
  ['problems/four-modes', 'methods/homo-2', 'training.batch=32', 'engine={use: eager, backend: cpu}']);
writeFileSync(${JSON.stringify(config)}, experiment.resolved.yaml());
const model = createModel(experiment);
const local = localSupply(model);
let trouble = '';
const ahead = drawAhead({
  model, config: ${JSON.stringify(config)}, from: 0, startWorker, onTrouble: (message) => { trouble = message; },
});
let shared = 0;
for (let step = 0; step < 10_000 && shared < 20 && trouble === ''; step++) {
  const batch = ahead.arrays(step);
  if (batch.some(({ values }) => values.buffer instanceof SharedArrayBuffer)) shared++;
  const same = local.arrays(step).every(({ name, values }, index) =>
    batch[index].name === name && values.every((value, at) => value === batch[index].values[at]));
  if (!same) throw new Error('Step ' + step + ' differs.');
  await new Promise((resolve) => setTimeout(resolve, shared > 0 ? 0 : 5));
}
ahead.close();
console.log(JSON.stringify({ shared, trouble }));
`;

test.skipIf(availableParallelism() < 2)(
  'a worker thread draws the very batches that this one would draw',
  { timeout: 120_000 },
  () => {
    const config = join(temporaryFolder(), 'config.yaml');
    const output = execFileSync(
      process.execPath,
      ['--conditions=@highorder/source', '--import', 'tsx', '--input-type=module', '-e', program(config)],
      { cwd: resolve(source, '..'), encoding: 'utf8' },
    );
    expect(JSON.parse(output)).toEqual({ shared: 20, trouble: '' });
  },
);
