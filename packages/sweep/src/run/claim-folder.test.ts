import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { claimFolder } from './claim-folder.ts';

function project() {
  const root = mkdtempSync(join(tmpdir(), 'highorder-claim-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['x', 'y', 'runs/sweeps/cmp']) mkdirSync(join(root, folder), { recursive: true });
  const [one, other] = [join(root, 'x/cmp.yaml'), join(root, 'y/cmp.yaml')];
  for (const file of [one, other]) writeFileSync(file, '');
  return { root, one, other, results: join(root, 'runs/sweeps/cmp') };
}

describe('README "sweeps x/cmp.yaml and y/cmp.yaml share one result folder"', () => {
  test('the second is refused, with both files and a name that is free', () => {
    const { one, other, results } = project();
    claimFolder(results, [one]);
    claimFolder(results, [one]);
    mkdirSync(`${results}-2`);
    expect(() => claimFolder(results, [other])).toThrow(
      /holds the results of .*x\/cmp\.yaml, and .*y\/cmp\.yaml has the same name\.\n.*\n.*Add name=cmp-3 to this command/,
    );
    claimFolder(`${results}-3`, [other]);
  });

  test('a sweep whose file was renamed keeps its results, and so does a project that was moved', () => {
    const { root, one, other, results } = project();
    claimFolder(results, [one]);
    rmSync(one);
    claimFolder(results, [other]);
    const moved = `${root}-moved`;
    onTestFinished(() => rmSync(moved, { recursive: true, force: true }));
    renameSync(root, moved);
    mkdirSync(root);
    writeFileSync(join(moved, 'x/cmp.yaml'), '');
    const results2 = join(moved, 'runs/sweeps/cmp');
    claimFolder(results2, [join(moved, 'y/cmp.yaml')]);
    expect(() => claimFolder(results2, [join(moved, 'x/cmp.yaml')])).toThrow('has the same name');
  });

  test("a damaged record is anybody's", () => {
    const { one, other, results } = project();
    claimFolder(results, [one]);
    writeFileSync(join(results, 'made-by.json'), '');
    claimFolder(results, [other]);
    expect(() => claimFolder(results, [one])).toThrow('has the same name');
  });
});
