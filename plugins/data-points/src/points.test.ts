import { randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import points from './points.ts';

const filesOf = (text: string) => ({ files: { read: () => text } });
const make = (text: string, options: Partial<Parameters<typeof points.make>[0]> = {}) =>
  points.make({ file: 'data.csv', ...options }, filesOf(text));

const square = 'x,y\n0,0\n2,0\n2,4\n0,4\n';

distributionContract(points, {
  options: { file: 'data.csv' },
  services: filesOf(square),
  moments: { mean: [1, 2], covariance: [1, 0, 0, 4] },
});
distributionContract(points, {
  options: { file: 'data.csv', bandwidth: 0.5 },
  services: filesOf(square),
  moments: { mean: [1, 2], covariance: [1.25, 0, 0, 4.25] },
});

/** The distinct points that a long draw gives, in order. */
function distinct(distribution: ReturnType<typeof make>): readonly string[] {
  const { values, dimension } = distribution.sample(200, randomStream({ seed: 3, purpose: 'points.test' }));
  const rows = Array.from({ length: 200 }, (_, row) =>
    values.subarray(row * dimension, (row + 1) * dimension).join(' '),
  );
  return [...new Set(rows)].toSorted();
}

describe('a file', () => {
  test('may lack a header, and hold comments, blanks, quotes and Windows line ends', () => {
    expect(distinct(make('# two points\r\n1, 2\r\n\r\n"-3",4e-1\r\n'))).toEqual(['-3 0.4', '1 2']);
  });

  test('may be separated otherwise', () => {
    expect(distinct(make('1;2\n3;4\n', { delimiter: ';' }))).toEqual(['1 2', '3 4']);
    expect(distinct(make('1\t2\n3\t4\n', { delimiter: '\t' }))).toEqual(['1 2', '3 4']);
  });

  test('gives the columns that are asked for, by name or number, in that order', () => {
    const text = 'label,x,y\nred,1,2\nblue,3,4\n';
    expect(distinct(make(text, { columns: ['y', 'x'] }))).toEqual(['2 1', '4 3']);
    expect(distinct(make(text, { columns: [3] }))).toEqual(['2', '4']);
  });

  test('may have a header of numbers, or labels without header', () => {
    expect(distinct(make('0,1\n5,6\n', { header: true }))).toEqual(['5 6']);
    expect(distinct(make('red,1\nblue,2\n', { columns: [2] }))).toEqual(['1', '2']);
  });

  test('read with a bandwidth is a mixture', () => {
    const { mixture } = make('1\n5\n', { bandwidth: 0.5 });
    expect(mixture?.components.map(({ mean, covariance }) => [mean, covariance])).toEqual([
      [[1], [0.25]],
      [[5], [0.25]],
    ]);
    expect(make('1\n5\n').mixture).toBeUndefined();
  });
});

describe('a wrong file', () => {
  test.each([
    ['', 'data.csv: The file holds no rows.'],
    ['x,y\n', 'data.csv: The file holds a header, but no points.'],
    ['x,y\n1,2\n3\n', 'data.csv:3: The row has 1 fields.\n  Expected: 2, as the first row has'],
    [
      'x,y\n1,2\n\n3,four\n',
      'data.csv:4, column 2 (y): "four" is not a finite number.\n  Expected: a number such as',
    ],
    ['1,2\n3,\n', 'data.csv:2, column 2: The field is empty.'],
    ['1,two\n3,4\n', 'data.csv:1, column 2: "two" is not a finite number.'],
    ['1,2\n3,4 # five\n', 'data.csv:2, column 2: "4 # five" is not a finite number.'],
    ['1,2\nInfinity,4\n', 'data.csv:2, column 1: "Infinity" is not a finite number.'],
    ['x,y\n"1,2\n', 'data.csv: This is no CSV: Quote Not Closed'],
  ])('%j', (text, message) => {
    expect(() => make(text)).toThrow(message);
  });

  test('without the column that was asked for', () => {
    expect(() => make('x,y\n1,2\n', { columns: ['z'] })).toThrow(
      'data.csv:1: There is no column "z".\n  Expected: one of x, y, or a number from 1 to 2',
    );
    expect(() => make('1,2\n', { columns: ['x'] })).toThrow('data.csv:1: There is no column "x".');
    expect(() => make('1,2\n', { columns: [3] })).toThrow(
      'data.csv:1: There is no column 3.\n  Expected: a number from 1 to 2, since the file has no header',
    );
  });
});

test('a file that cannot be read says so itself', () => {
  const read = () => {
    throw new Error('There is no file "data.csv".');
  };
  expect(() => points.make({ file: 'data.csv' }, { files: { read } })).toThrow(
    'There is no file "data.csv".',
  );
});
