import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

test('a run is exported into its own folder or another', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const small = [
    'training.steps=1',
    'training.batch=8',
    'evaluation.metrics=[]',
    'engine={use: eager, backend: wasm}',
  ];
  const trained = await run(
    ['train', 'problems/circle', 'methods/flow-matching', ...small, '--json'],
    folder,
  );
  expect(trained.status).toBe(0);
  const [name] = readdirSync(join(folder, 'runs', 'circle-flow-matching'));
  const path = join('runs', 'circle-flow-matching', String(name));
  const names = ['sampler.onnx', 'parameters.safetensors', 'README.txt', 'export.json'];

  const { status, out } = await run(['export', path], folder);
  expect({ status, out }).toEqual({
    status: 0,
    out: `${names.map((file) => join(path, 'export', file)).join('\n')}\n`,
  });
  const elsewhere = await run(['export', path, '--steps', '4', '--out', 'there', '--json'], folder);
  const { sampler } = JSON.parse(elsewhere.out);
  expect(sampler).toMatchObject({ file: 'sampler.onnx', steps: 4, times: [0, 0.25, 0.5, 0.75, 1] });
  for (const file of names) expect(existsSync(join(folder, 'there', file))).toBe(true);
  expect(readFileSync(join(folder, 'there', 'README.txt'), 'utf8')).toContain(
    'heads.0.layers.0.weight [100, 3]',
  );
});
