import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const flags = ['--conditions=@highorder/source', '--import', 'tsx', '--input-type=commonjs'];

/** What a program of CommonJS prints as JSON. */
function printed(program: string): unknown {
  return JSON.parse(
    execFileSync(process.execPath, [...flags, '--eval', program], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: 'pipe',
    }),
  );
}

test('what a short command loads has no TensorFlow.js in it, until it is used', { timeout: 60_000 }, () => {
  const program = `
    const loaded = () => Object.keys(require.cache).some((file) => /tfjs.dist/.test(file));
    import('@highorder/runtime/problem').then(async ({ loadPlugins, problemKinds }) => {
      await loadPlugins(process.cwd(), problemKinds);
      const { tf } = await import('@highorder/core');
      const before = loaded();
      tf.scalar(1);
      console.log(JSON.stringify([before, loaded()]));
    });
  `;
  expect(printed(program)).toEqual([false, true]);
});
