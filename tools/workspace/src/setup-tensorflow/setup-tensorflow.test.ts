import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { requireBuildTools } from './build-tools.ts';
import { finalFolder, removeLeftovers, stagingFolder } from './places.ts';
import { runCommand } from './run-command.ts';
import { environmentForNpm } from './run-npm.ts';
import { SetupError } from './setup-error.ts';
import { sentence, setupTensorflow } from './setup-tensorflow.ts';
import type { Verdict } from './verify.ts';
import type { Way } from './ways.ts';
import { requireWheelPlatform } from './wheel-library.ts';

const whole: Verdict = { version: '4' };
const withoutXla: Verdict = { version: '4', withoutXla: 'an older library' };
const broken: Verdict = { reason: 'no addon' };

/** A workspace in which a setup is a file that says what it can do. */
function workspace(installed?: Verdict) {
  const root = mkdtempSync(join(tmpdir(), 'highorder-setup-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const place = (folder: string, verdict: Verdict) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'verdict.json'), JSON.stringify(verdict));
  };
  if (installed) place(finalFolder(root), installed);
  const look = (folder = finalFolder(root)): Verdict => {
    const file = join(folder, 'verdict.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { reason: 'nothing there' };
  };
  const tried: string[] = [];
  const way = (name: string, makes: Verdict | Error): Way => ({
    name,
    says: `Trying ${name}.`,
    async make(folder) {
      tried.push(name);
      mkdirSync(join(folder, 'half-done'));
      if (makes instanceof Error) throw makes;
      place(folder, makes);
    },
  });
  return { root, look, way, tried };
}

type Workspace = ReturnType<typeof workspace>;

function setup({ root, look }: Workspace, ways: readonly Way[], again = false) {
  const lines: string[] = [];
  const verify = async (folder: string | undefined) => look(folder);
  const ended = setupTensorflow({ root, ways, again, verify, say: (line) => void lines.push(line) });
  return { ended, lines };
}

test('what works is left alone, unless it is to be made again', async () => {
  const space = workspace(whole);
  await expect(setup(space, [space.way('first', whole)]).ended).resolves.toEqual(whole);
  expect(space.tried).toEqual([]);
  await setup(space, [space.way('first', { version: '5' })], true).ended;
  expect(space.look()).toEqual({ version: '5' });
});

test('the first way that works ends up in place, and nothing else is left', async () => {
  const space = workspace();
  const failure = new SetupError('The download failed.', 'getaddrinfo\nENOTFOUND');
  const { ended, lines } = setup(space, [
    space.way('first', failure),
    space.way('second', broken),
    space.way('third', whole),
    space.way('fourth', whole),
  ]);
  await expect(ended).resolves.toEqual(whole);
  expect(space.tried).toEqual(['first', 'second', 'third']);
  expect(readdirSync(space.root)).toEqual(['.tensorflow']);
  expect(lines).toContain('  This way failed: The download failed.');
  expect(lines).toContain('    getaddrinfo\n    ENOTFOUND');
});

test('a way with XLA is preferred; one without does where there was none', async () => {
  const one = workspace();
  await setup(one, [one.way('first', withoutXla), one.way('second', whole)]).ended;
  expect(one.look()).toEqual(whole);
  const two = workspace();
  await setup(two, [two.way('first', withoutXla), two.way('second', broken)]).ended;
  expect(two.look()).toEqual(withoutXla);
  const three = workspace(withoutXla);
  const { ended, lines } = setup(three, [three.way('first', { ...withoutXla, version: '5' })]);
  await expect(ended).resolves.toEqual(withoutXla);
  expect(lines.at(-1)).toBe('What worked before stays as it was.');
});

test('where no way works, what was there stays; where there was nothing, it is an error', async () => {
  const space = workspace(withoutXla);
  await setup(space, [space.way('first', broken)], true).ended;
  expect(space.look()).toEqual(withoutXla);
  const empty = workspace();
  await expect(setup(empty, [empty.way('first', new Error('x'))]).ended).rejects.toThrow('No way led to');
  expect(readdirSync(empty.root)).toEqual([]);
});

test('what does not run in its place is taken back', async () => {
  const space = workspace(withoutXla);
  const made = space.way('first', whole);
  const verify = async (folder: string | undefined) =>
    folder === finalFolder(space.root) ? broken : space.look(folder);
  const ended = setupTensorflow({ root: space.root, ways: [made], again: false, verify, say: () => {} });
  await expect(ended).rejects.toThrow('What was made does not run in its place: no addon');
  expect(space.look()).toEqual(withoutXla);
  expect(readdirSync(space.root)).toEqual(['.tensorflow']);
});

test('leftovers of processes that are gone are removed, and a swap that was cut off is put back', async () => {
  const { root, look } = workspace();
  mkdirSync(join(root, '.tensorflow.old'));
  writeFileSync(join(root, '.tensorflow.old/verdict.json'), JSON.stringify(whole));
  // No process has this number, and another one is at work.
  mkdirSync(join(root, '.tensorflow.999999999.wheel'));
  mkdirSync(join(root, `.tensorflow.${process.ppid}.wheel`));
  await stagingFolder(root, 'wheel');
  await removeLeftovers(root);
  expect(readdirSync(root).sort()).toEqual([`.tensorflow`, `.tensorflow.${process.ppid}.wheel`]);
  expect(look()).toEqual(whole);
});

test('verdicts are told in a sentence', () => {
  expect(sentence(whole)).toBe('TensorFlow.js 4 runs; XLA compiles.');
  expect(sentence(withoutXla)).toBe('TensorFlow.js 4 runs; XLA does not compile: an older library.');
  expect(sentence(broken)).toBe('TensorFlow does not run here: no addon');
});

test('a program that fails is quoted, one that is missing is named, one that hangs is ended', async () => {
  const node = (code: string, seconds?: number) =>
    runCommand({
      program: process.execPath,
      words: ['-e', code],
      ...(seconds === undefined ? {} : { seconds }),
    });
  await expect(node('process.stdout.write("42\\n"); console.error("aside")')).resolves.toBe('42\n');
  const failure = await node('console.error("what is wrong"); process.exit(3)').catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    message: expect.stringMatching(/ended with 3\.$/),
    detail: 'what is wrong',
  });
  await expect(runCommand({ program: 'no-such-program', words: [] })).rejects.toThrow(
    '`no-such-program` does not run',
  );
  await expect(node('setInterval(() => {}, 1000)', 0.2)).rejects.toThrow('ended with SIGTERM.');
});

test('tools that are missing are named together, and so is a system without libraries', async () => {
  const nowhere = { PATH: '/nowhere', PYTHON: 'no-python', CXX: 'no-compiler' };
  const failure = await requireBuildTools(nowhere).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message:
      "Building TensorFlow's addon needs Python 3, pip, a C++ compiler (g++), make, which this machine does not have.",
    detail: expect.stringContaining('apt-get install python3 python3-pip g++ make'),
  });
  expect(() => requireWheelPlatform('linux x64')).not.toThrow();
  expect(() => requireWheelPlatform('darwin arm64')).toThrow('on linux x64 only; this is darwin arm64');
});

test('an inner npm does not work in the folder of the outer one', () => {
  const environment = {
    PATH: '/bin',
    npm_config_local_prefix: '/here',
    npm_package_name: 'x',
    INIT_CWD: '/here',
  };
  expect(environmentForNpm(environment)).toEqual({ PATH: '/bin' });
});
