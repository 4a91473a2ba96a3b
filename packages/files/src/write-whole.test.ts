import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@highorder/core';
import { expect, onTestFinished, test } from 'vitest';
import { appendText } from './append-text.ts';
import { makeFolder, removeWhole } from './folders.ts';
import { writeJson, writeWhole } from './write-whole.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const text = (path: string) => readFileSync(path, 'utf8');

test.each([false, true])(
  'writes a file, its folders with it, and leaves nothing else (durable: %s)',
  (durable) => {
    const folder = temporaryFolder();
    writeWhole(join(folder, 'a', 'b', 'file.txt'), 'one', { durable });
    writeWhole(join(folder, 'a', 'b', 'file.txt'), new Uint8Array([50, 51]), { durable });
    expect(text(join(folder, 'a', 'b', 'file.txt'))).toBe('23');
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['file.txt']);
  },
);

test('a reader who opened the old file keeps it whole: the new one is another file', () => {
  const path = join(temporaryFolder(), 'file.txt');
  writeWhole(path, 'old');
  const { ino } = statSync(path);
  writeWhole(path, 'new');
  expect(statSync(path).ino).not.toBe(ino);
});

test('README "Nothing is overwritten": a file keeps its permissions', () => {
  const path = join(temporaryFolder(), 'secret.csv');
  writeFileSync(path, '');
  chmodSync(path, 0o600);
  writeWhole(path, 'x,y\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o664);
  writeWhole(path, 'x,y\n');
  expect(statSync(path).mode & 0o777).toBe(0o664);
});

test('README "Nothing is overwritten": a link stays one, and what it points to is written', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', 'file.csv'), 'old');
  symlinkSync(join('real', 'file.csv'), join(folder, 'first.csv'));
  symlinkSync(join(folder, 'first.csv'), join(folder, 'second.csv'));
  writeWhole(join(folder, 'second.csv'), 'new');
  expect(lstatSync(join(folder, 'second.csv')).isSymbolicLink()).toBe(true);
  expect(lstatSync(join(folder, 'first.csv')).isSymbolicLink()).toBe(true);
  expect(text(join(folder, 'real', 'file.csv'))).toBe('new');
  expect(readdirSync(join(folder, 'real'))).toEqual(['file.csv']);
});

test('a link to a file that is not there yet makes that file', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'real'));
  symlinkSync(join('real', 'new.csv'), join(folder, 'link.csv'));
  writeWhole(join(folder, 'link.csv'), 'new');
  expect(text(join(folder, 'real', 'new.csv'))).toBe('new');
});

test.skipIf(process.platform === 'win32')(
  'README "Nothing is overwritten": a device, a FIFO and an open pipe are written into',
  () => {
    const folder = temporaryFolder();
    writeWhole('/dev/null', 'nothing');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    const program = `
      import { writeWhole } from ${JSON.stringify(import.meta.resolve('./write-whole.ts'))};
      for (const path of ${JSON.stringify([join(folder, 'fifo'), '/dev/fd/3', '/dev/stdout'])}) writeWhole(path, 'text');
    `;
    writeFileSync(join(folder, 'program.ts'), program);
    const script = `
      mkfifo fifo; cat fifo > fifo.txt & fifo=$!
      exec 3> >(cat > pipe.txt); pipe=$!
      ${process.execPath} --conditions=@highorder/source --import ${import.meta.resolve('tsx')} program.ts | cat > stdout.txt
      exec 3>&-; wait $fifo; wait $pipe
    `;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(statSync(join(folder, 'fifo')).isFIFO()).toBe(true);
    for (const name of ['fifo.txt', 'pipe.txt', 'stdout.txt']) expect(text(join(folder, name))).toBe('text');
  },
);

test.skipIf(!existsSync('/dev/full'))('a full disk is told in a sentence', () => {
  expect(() => writeWhole('/dev/full', 'text')).toThrow(
    /^\/dev\/full: Cannot write this file: the disk is full\.\n {2}Way out: Free some space/,
  );
});

test('what cannot be written names the path, the reason and a fix, and leaves nothing', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), 'kept');
  mkdirSync(join(folder, 'folder'));
  const failing: readonly (readonly [path: string, reason: RegExp])[] = [
    ['folder', /folder: Cannot write this file: it is a folder\.\n {2}Way out: Name a file\./],
    [join('file', 'inner', 'x.csv'), /part of its path is a file, not a folder\./],
    ['n'.repeat(300), /its name is too long\.\n {2}Way out: Choose a shorter name\./],
    ['n\0', /n\u{FFFD}: Cannot write this file: its name contains a NUL character\./u],
  ];
  for (const [path, reason] of failing) {
    expect(() => writeWhole(join(folder, path), 'text')).toThrow(reason);
    expect(() => writeWhole(join(folder, path), 'text')).toThrow(InputError);
  }
  symlinkSync('circle', join(folder, 'circle'));
  expect(() => writeWhole(join(folder, 'circle'), 'text')).toThrow(/its links form a circle/);
  expect(readdirSync(folder).sort()).toEqual(['circle', 'file', 'folder']);
  expect(text(join(folder, 'file'))).toBe('kept');
});

test('the longest name that the file system takes can be written', () => {
  const path = join(temporaryFolder(), 'n'.repeat(255));
  writeWhole(path, 'text');
  expect(text(path)).toBe('text');
});

test('a draft that a killed process left is not taken over', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${process.pid}-1.part`), 'left');
  writeJson(join(folder, 'file.json'), { a: 1 });
  expect(text(join(folder, 'file.json'))).toBe('{\n  "a": 1\n}\n');
  expect(text(join(folder, `${process.pid}-1.part`))).toBe('left');
});

test('reliability 11: inside a folder nothing is written or removed through a link, or into a device', () => {
  const folder = temporaryFolder();
  const run = join(folder, 'run');
  const other = join(folder, 'other');
  mkdirSync(join(other, 'inner'), { recursive: true });
  mkdirSync(run);
  writeFileSync(join(other, 'file'), 'kept');
  symlinkSync(join(other, 'file'), join(run, 'report.html'));
  symlinkSync(other, join(run, 'figures'));
  symlinkSync('/dev/null', join(run, 'device'));
  const refused = /run\/(?:report\.html|figures|device): This is a link to .*never written or removed/;
  const inside = { inside: run };
  expect(() => writeWhole(join(run, 'report.html'), 'new', inside)).toThrow(refused);
  expect(() => writeWhole(join(run, 'figures', 'file'), 'new', inside)).toThrow(refused);
  expect(() => writeWhole(join(run, 'device'), 'new', inside)).toThrow(refused);
  expect(() => appendText(join(run, 'report.html'), 'new', inside)).toThrow(refused);
  expect(() => makeFolder(join(run, 'figures', 'new'), inside)).toThrow(refused);
  expect(() => removeWhole(join(run, 'figures', 'inner'), inside)).toThrow(refused);
  expect(text(join(other, 'file'))).toBe('kept');
  expect(readdirSync(other).sort()).toEqual(['file', 'inner']);
});

test('inside a folder that is itself reached by a link all is as usual', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'run'));
  symlinkSync('run', join(folder, 'latest'));
  writeWhole(join(folder, 'latest', 'a', 'file'), 'new', { inside: join(folder, 'latest') });
  expect(text(join(folder, 'run', 'a', 'file'))).toBe('new');
  removeWhole(join(folder, 'latest', 'a'), { inside: join(folder, 'latest') });
  expect(readdirSync(join(folder, 'run'))).toEqual([]);
});
