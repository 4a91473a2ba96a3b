import { expect, test } from 'vitest';
import { run } from './testing/command.ts';
import { verbs } from './verbs.js';

test('help names every verb with an example', async () => {
  const { status, out, err } = await run(['--help']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  for (const { name, summary, example } of verbs) {
    expect(out).toMatch(new RegExp(`^  ${name} +${summary.split(' ')[0]}`, 'm'));
    expect(out).toContain(`\n  ${example}\n`);
  }
});

test('every verb explains itself and --json, and ends with an example', { timeout: 60_000 }, async () => {
  for (const { name, usage, example } of verbs) {
    const { status, out } = await run([name, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Usage: highorder ${name} ${usage}\n`);
    expect(out).toContain('--json');
    expect(out).toMatch(/\nExample:\n {2}highorder /);
    expect(out).toContain(example);
  }
});

test('examples name verbs, and words that these take', () => {
  for (const { name, example } of verbs) expect(example).toMatch(new RegExp(`^highorder ${name}( |$)`));
});

test('the version is that of the package', async () => {
  expect(await run(['--version'])).toEqual({ status: 0, out: '0.0.0\n', err: '' });
});

test('an unknown verb is told with the nearest one', { timeout: 30_000 }, async () => {
  expect(await run(['trian'])).toEqual({
    status: 2,
    out: '',
    err:
      "Error: unknown command 'trian'\n(Did you mean train?)\n" +
      '  Way out: `highorder --help` lists the verbs.\n',
  });
});

test('without a verb, help comes on standard error, with status 2', { timeout: 30_000 }, async () => {
  const { status, out, err } = await run([]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/^Usage: highorder VERB/);
});

test('mistakes of usage are JSON too', { timeout: 30_000 }, async () => {
  const { status, out, err } = await run(['sample', 'runs/none', '--count', 'many', '--json']);
  expect({ status, err }).toEqual({ status: 2, err: '' });
  expect(JSON.parse(out)).toEqual({
    error: {
      message:
        "option '--count <n>' argument 'many' is invalid. Expected a whole number, at least 1.\n" +
        '  Way out: `highorder sample --help` explains the verb.',
    },
  });
});
