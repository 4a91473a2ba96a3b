import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@highorder/core';
import { expect, onTestFinished, test } from 'vitest';
import { fileError } from './file-error.ts';
import { readBytes, readJson, readText } from './read.ts';
import { sha256 } from './sha256.ts';

function fileWith(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'given.json');
  writeFileSync(path, content);
  return path;
}

test('reads bytes, text without its byte order mark, and JSON', () => {
  const path = fileWith('\u{FEFF}{"a": "é"}');
  expect(readBytes(path)).toHaveLength(14);
  expect(readText(path)).toBe('{"a": "é"}');
  expect(readJson(path)).toEqual({ a: 'é' });
});

test.each([
  [Buffer.from([0xff, 0xfe, 0x78, 0]), /given\.json: Cannot read the points: it is UTF-16\./],
  [Buffer.from([0x1f, 0x8b, 8, 0]), /it is compressed with gzip/],
  [Buffer.from([0x61, 0xe9]), /it is not UTF-8 text\.\n {2}Expected: text in UTF-8/],
])('what is no UTF-8 is said to be that', (bytes, message) => {
  expect(() => readText(fileWith(bytes), { what: 'the points' })).toThrow(message);
});

test('JSON that is cut short or empty names the file', () => {
  expect(() => readJson(fileWith('{"a": '), { what: 'the manifest' })).toThrow(
    /given\.json: Cannot read the manifest: it is not whole JSON\./,
  );
  expect(() => readJson(fileWith(''))).toThrow(/given\.json: Cannot read this file: it is empty\./);
});

test('a file that is not there is told with its path', () => {
  const path = join(tmpdir(), 'highorder-files-absent', 'x.csv');
  expect(() => readText(path)).toThrow(/x\.csv: Cannot read this file: there is no such file or folder\./);
  expect(() => readBytes(tmpdir())).toThrow(InputError);
});

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EACCES', 'permission is denied'],
  ['EMFILE', 'too many files are open'],
  ['EWHATEVER', 'the system reports EWHATEVER'],
])('reliability 10: %s is told in words', (code, reason) => {
  const told = fileError(Object.assign(new Error('raw'), { code }), {
    path: '/x/y',
    doing: 'write this file',
  });
  expect(told).toBeInstanceOf(InputError);
  expect(String(told)).toContain(`/x/y: Cannot write this file: ${reason}.`);
});

test('an error that is none of the file system stays as it is', () => {
  const error = new TypeError('x is not a function');
  expect(fileError(error, { path: '/x', doing: 'write' })).toBe(error);
});

test('the SHA-256 of known texts', () => {
  // FIPS 180-2, appendix B.
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
