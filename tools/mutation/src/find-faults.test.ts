import { runInNewContext } from 'node:vm';
import typescript from 'typescript';
import { describe, expect, test } from 'vitest';
import { findFaults, withFault } from './find-faults.ts';

/** What becomes of a source, each fault as its kind and the whole new text. */
function broken(text: string): readonly string[] {
  return findFaults('a.ts', text).map((fault) => `${fault.kind}: ${withFault(text, fault)}`);
}

describe('a fault of each kind', () => {
  test.each([
    ['a + b', 'sign: a - b'],
    ['-a', 'sign: a'],
    ['tf.add(a, b)', 'sign: tf.sub(a, b)'],
    ['x.minus(y)', 'sign: x.plus(y)'],
    ['a * b', 'factor: (2 * (a * b))'],
    ['tf.mean(a, 0)', 'factor: tf.sum(a, 0)'],
    ['a ** 2', 'off by one: a ** 3'],
    ['flow.order(k)', 'off by one: flow.order(k + 1)'],
    ['a - b', 'swapped: ((b) - (a))'],
    ['tf.pow(a, b)', 'swapped: tf.pow(b, a)'],
    ['x.minus(y)', 'swapped: y.minus(x)'],
    ['use(alpha, x1)', 'swapped: use(beta, x1)'],
    ['use(alpha, x1)', 'swapped: use(alpha, x0)'],
    ['use({ alpha })', 'swapped: use({ alpha: beta })'],
    ['a ? 1 : x', 'swapped: a ? x : 1'],
    ['a + b', 'dropped: (a)'],
    ['tf.sqrt(a)', 'dropped: (a)'],
    ['stopGradient(() => a.b)', 'dropped: (a.b)'],
    ['check(a);', 'dropped: ;'],
    ['a < b', 'comparison: a <= b'],
    ['!a', 'comparison: a'],
    ['Math.max(a, b)', 'extreme: Math.min(a, b)'],
    ['a(19.9)', 'constant: a(39.8)'],
    ['f(true)', 'constant: f(false)'],
    ['Math.sin(a)', 'function: Math.cos(a)'],
  ])('%s', (text, expected) => {
    expect(broken(text)).toContain(expected);
  });
});

describe('extend, the kinds of planted mistakes that tests did not see', () => {
  test.each([
    [
      'two fields of one type in the place of each other',
      'measure(({ generated, reference }) => f(generated, reference))',
      'swapped: measure(({ generated: reference, reference: generated }) => f(generated, reference))',
    ],
    ['the reference in place of the samples', 'g(all.generated)', 'swapped: g(all.reference)'],
    ['the student in place of the teacher', 'step(teacher)', 'swapped: step(student)'],
    ['fan-out in place of fan-in', 'deviation(fanIn)', 'swapped: deviation(fanOut)'],
    ['points past the limit', 'values.slice(0, limit)', 'dropped: (values)'],
    ['old words of a log', 'text.subarray(from)', 'dropped: (text)'],
    ['a square that is left out', 'd < within ** 2', 'dropped: d < (within)'],
    ['k in place of k!', 'd ** k / factorial(k)', 'dropped: d ** k / (k)'],
    ['a word without quotes', 'cd(quoted(folder))', 'dropped: cd((folder))'],
    [
      'a word without quotes, in a script',
      'sh(`cd ${quoted(folder)} ${a + 1}`)',
      'dropped: sh(`cd ${(folder)} ${a + 1}`)',
    ],
    ['words without quotes', 'sh(words.map(quoted))', 'dropped: sh((words))'],
    ['rows in their own order', 'permutation(n, random)', 'order: permutation(n, random).sort()'],
    ['one task too few', 'range(tasks.length - 1)', 'off by one: range(tasks.length - 2)'],
    ['an array that is never freed', 'array.dispose();', 'dropped: ;'],
    ['orders past the second', 'orders([2, ...higher])', 'dropped: orders([2])'],
    [
      'points of the straight path, whatever the path is',
      'path.weights(t)',
      'function: ((time) => ({ alpha: time, beta: time.affine(-1, 1) }))(t)',
    ],
    ['a spare that is used again', 'hasSpare = !hasSpare;', 'dropped: ;'],
  ])('%s', (_, text, expected) => {
    expect(broken(text)).toContain(expected);
  });

  test('sorted rows are the same points, each whole', () => {
    const text = 'target.sample(rows, random)';
    const [fault] = findFaults('a.ts', text).filter(({ kind }) => kind === 'order');
    const drawn = { count: 3, dimension: 2, values: Float64Array.of(5, 50, 1, 10, 3, 30) };
    const code = withFault(text, fault ?? { kind: 'order', from: 0, to: 0, text: '' });
    const script = typescript.transpileModule(`(target, rows, random) => ${code}`, {
      compilerOptions: { target: typescript.ScriptTarget.ESNext },
    }).outputText;
    const sorted: unknown = runInNewContext(script)({ sample: () => drawn }, 3, undefined);
    expect(sorted).toEqual({ ...drawn, values: Float64Array.of(1, 10, 3, 30, 5, 50) });
  });
});

describe('no fault', () => {
  test.each([
    ['in types', 'type A = { a: 1 }; interface B { alpha: -1 }'],
    ['in comments', '/** a + b */'],
    ['in imports', "import { alpha } from 'x'; export { x0 } from 'y';"],
    ['in texts', "const z = f('a' + 'b + 1', `${a + 1}`)"],
    ['in errors', 'throw new InputError({ at: a + 1 });'],
    ['in what is said', "({ summary: 'a', message: a + 1 })"],
    ['in names that are declared', 'const { alpha } = y; const t = (x: Y) => y;'],
    ['in fields that are renamed', 'const { one: z, other: w, ...rest } = y;'],
  ])('%s', (_, text) => {
    expect(broken(text)).toEqual([]);
  });
});

test('a fault knows its line', () => {
  expect(
    findFaults('plugins/a/src/a.ts', 'f(\n  a < b,\n)').find(({ kind }) => kind === 'comparison'),
  ).toEqual({
    file: 'plugins/a/src/a.ts',
    line: 2,
    source: 'a < b,',
    change: '< -> <=',
    inOptions: false,
    kind: 'comparison',
    from: 7,
    to: 8,
    text: '<=',
  });
});

test('a fault knows whether it is about an option', () => {
  const faults = findFaults(
    'a.ts',
    'const x = f({ options: z.object({ a: z.int().min(2) }), create: () => 3 });',
  );
  expect(faults.map(({ change, inOptions }) => [change, inOptions])).toEqual([
    ['min -> max', true],
    ['2 -> 3', true],
    ['3 -> 4', false],
  ]);
});
