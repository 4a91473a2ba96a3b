import { expect, test } from 'vitest';
import { loadTensorflow, requireThreads } from './load-tensorflow.ts';
import { reasonOf } from './reason-of.ts';
import { tensorflowPlaces } from './tensorflow-places.ts';

const entry = 'node_modules/@tensorflow/tfjs-node/dist/index.js';

test('a process has one number of threads', () => {
  const ask = (threads: number, started: string | undefined) =>
    requireThreads({ where: 'engine eager', threads, started });
  expect(() => ask(1, '1')).not.toThrow();
  expect(() => ask(2, '1')).toThrow(
    'engine eager: TensorFlow runs in this process already, on 1 threads, and cannot change to 2.\n' +
      '  Way out: Give all engines of a process the same number of threads.',
  );
  expect(() => ask(2, undefined)).toThrow('on a default number of threads');
});

test('what was set up is looked for from the module up', () => {
  const places = tensorflowPlaces({ near: 'file:///a/b%20c/d.js', chosen: undefined });
  expect(places).toEqual([
    `file:///a/b%20c/.tensorflow/${entry}`,
    `file:///a/.tensorflow/${entry}`,
    `file:///.tensorflow/${entry}`,
  ]);
});

test('a chosen folder is the only place', () => {
  const near = 'file:///a/b.js';
  expect(tensorflowPlaces({ near, chosen: '/x y/' })).toEqual([`file:///x%20y/${entry}`]);
});

test('a package that is nowhere is missing; one that fails says why', async () => {
  const missing = Object.assign(new Error('nowhere'), { code: 'ERR_MODULE_NOT_FOUND' });
  const broken = new Error('The addon can not be found.');
  const ask = async (failures: Readonly<Record<string, Error>>, chosen?: string) => {
    const asked: string[] = [];
    const failure: unknown = await loadTensorflow({
      where: 'engine eager',
      threads: 1,
      environment: { HIGHORDER_TENSORFLOW: chosen },
      near: 'file:///a/b.js',
      importModule(specifier) {
        asked.push(specifier);
        return Promise.reject(failures[specifier] ?? missing);
      },
    }).catch((error: unknown) => error);
    return { asked, failure };
  };
  const places = [`file:///a/.tensorflow/${entry}`, `file:///.tensorflow/${entry}`];
  expect(await ask({})).toEqual({ asked: [...places, '@tensorflow/tfjs-node'], failure: missing });
  expect((await ask({ '@tensorflow/tfjs-node': broken })).failure).toBe(broken);
  expect((await ask({ [`file:///a/.tensorflow/${entry}`]: broken })).failure).toBe(broken);
  // A chosen folder is not silently passed over.
  const chosen = await ask({ '@tensorflow/tfjs-node': broken }, '/c');
  expect(chosen).toEqual({ asked: [`file:///c/${entry}`], failure: missing });
});

test('a missing package and a missing binding both have a short reason', () => {
  const absent = Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node' imported from x"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  expect(reasonOf(absent)).toBe('the package is not installed');
  // What the package throws where its install script did not run: no code.
  const unbuilt = new Error(
    'The Node.js native addon module (tfjs_binding.node) can not be found at path: /a/b. \nPlease run command',
  );
  expect(reasonOf(unbuilt)).toBe(
    'The Node.js native addon module (tfjs_binding.node) can not be found at path: /a/b',
  );
  expect(reasonOf('refused')).toBe('refused');
});
