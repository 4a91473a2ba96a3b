import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { recomposeExperiment } from './compose.ts';
import { registryOf } from './testing/plugins.ts';
import { compose, folderWith, minimal, override } from './testing/workspace.ts';
import { writeYaml } from './write-yaml.ts';

describe('a resolved experiment as YAML', () => {
  test('composes to an equal experiment', () => {
    const first = override('seed=3', 'training.optimizer.learningRate=0.003', 'losses.0.weight=1.0e-7');
    const second = compose({ 'config.yaml': first.yaml() });
    expect(second.yaml()).toBe(first.yaml());
    expect(second.settings).toEqual(first.settings);
    expect(second.leaves().filter(({ origin }) => origin.type !== 'file')).toEqual([]);
  });

  test('can be read from the folder of a run', () => {
    const first = compose({ 'a.yaml': minimal });
    const folder = folderWith({ 'runs/a/1/config.yaml': first.yaml() });
    const second = recomposeExperiment('runs/a/1/config.yaml', { folder, registry: registryOf() });
    expect(second.values).toEqual(first.values);
    expect(second.name).toBe('a');
  });

  test('puts components on one line', () => {
    expect(override().yaml()).toContain('  - { use: mlp, order: 1, hidden: [ 64, 64 ], activation: tanh }\n');
  });

  test('keeps every value, whatever it looks like', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('no', '1e3', '~', '- a', '{'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value))),
        (values) => {
          expect(parse(writeYaml(values))).toEqual(values);
        },
      ),
      { seed: 3 },
    );
  });
});
