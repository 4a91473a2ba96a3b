import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSealed, writeSealed } from './sealed.ts';

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-sealed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'file.json');
}

const value = { format: 1, name: 'é', numbers: [1.5, null], inner: { sha256: 'x', last: '"\n}\n' } };

test('what is sealed reads as it was written, and is plain JSON for others', () => {
  const path = temporaryFile();
  writeSealed(path, value);
  expect(readSealed(path)).toEqual(value);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(value);
});

test('torture: every flipped bit, missing byte and added byte of a sealed file is noticed', () => {
  const path = temporaryFile();
  writeSealed(path, value);
  const bytes = readFileSync(path);
  const damaged = [
    ...Array.from(bytes).flatMap((byte, at) =>
      Array.from({ length: 8 }, (_, bit) =>
        bytes.map((each, index) => (index === at ? byte ^ (1 << bit) : each)),
      ),
    ),
    ...Array.from(bytes, (_, at) => bytes.subarray(0, at)),
    Buffer.concat([bytes, Buffer.from('\n')]),
    Buffer.concat([Buffer.from(' '), bytes]),
  ];
  const unnoticed = damaged.filter((content) => {
    writeFileSync(path, content);
    try {
      readSealed(path);
      return true;
    } catch {
      return false;
    }
  });
  expect(unnoticed).toEqual([]);
});

test('a file of an older version, without checksum, is read as it is', () => {
  const path = temporaryFile();
  writeFileSync(path, '{"format": 1}');
  expect(readSealed(path)).toEqual({ format: 1 });
  writeFileSync(path, '{"format": 1, "sha256": "0"}');
  expect(() => readSealed(path, { what: 'the manifest' })).toThrow(
    /file\.json: Cannot read the manifest: it was changed after it was written/,
  );
});
