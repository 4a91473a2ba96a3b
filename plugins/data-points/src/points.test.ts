import { InputError, randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPoints } from './csv-points.ts';
import { eachRow } from './csv-rows.ts';
import points from './points.ts';

const filesOf = (text: string) => ({
  files: { read: () => text, readBytes: () => new TextEncoder().encode(text) },
});
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
    ['x,y\n', 'data.csv: The file holds a header, "x,y", but no points.'],
    ['x,y\n1,2\n3\n', 'data.csv:3: The row has 1 field.\n  Expected: 2, as the first row has'],
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

describe('README "The place of a mistake"', () => {
  /** The parts of the refusal of a file. */
  function refusal(text: string, options: Parameters<typeof make>[1] = {}): InputError['parts'] {
    try {
      make(text, options);
    } catch (error) {
      if (error instanceof InputError) return error.parts;
      throw error;
    }
    throw new Error('The file should have been refused.');
  }

  test('`nan` in line 3 of a CSV: file, line, number and name of the column, and the option at fault', () => {
    expect(refusal('x,y\n1,2\nnan,4\n')).toMatchObject({
      where: 'data.csv:3, column 1 (x)',
      message: '"nan" is not a finite number.',
      option: 'file',
    });
  });

  test('`columns=[x,x]` with header `x,x`: refused with numbers, which work', () => {
    const text = 'x,x\n1,2\n3,4\n';
    expect(refusal(text, { columns: ['x', 'x'] })).toMatchObject({
      where: 'data.csv:1',
      option: 'columns.0',
      message: 'Columns 1, 2 are all called "x".',
      fix: 'Choose columns by their numbers, such as columns: [1, 2].',
    });
    expect(distinct(make(text, { columns: [1, 2] }))).toEqual(['1 2', '3 4']);
  });

  test.each(['NaN,NaN', 'nan,1', 'NA,N/A', '-inf,inf', 'null,none'])(
    'first row `%s`: missing-value words are not names',
    (row) => {
      expect(refusal(`${row}\n1,2\n3,4\n`)).toMatchObject({ where: 'data.csv:1, column 1' });
    },
  );

  test('an empty name of a column, as programs write it over an index, is a header', () => {
    expect(distinct(make(',x,y\n0,1,2\n1,3,4\n', { columns: ['x', 'y'] }))).toEqual(['1 2', '3 4']);
  });

  test.each([
    [';', '1.5;2.5'],
    ['\t', '1\t-2e3'],
    ['|', '1|2|3'],
    [' ', '1.5 2.5'],
  ])('one row between whose numbers stands %j: the hint, which works', (delimiter, row) => {
    expect(refusal(`${row}\n`)).toMatchObject({
      option: 'delimiter',
      message: `The file holds a header, ${JSON.stringify(row)}, but no points.`,
      fix: `Set delimiter: ${JSON.stringify(delimiter)} if that stands between its numbers.`,
    });
    expect(make(`${row}\n`, { delimiter }).dimension).toBe(row.split(delimiter).length);
  });

  test.each([
    ['1;2\n3;4\n', ';', ['3;4', 2]],
    ['x\ty\n1\t2\n', '\t', ['1\t2', 2]],
    ['1,5;2,5\n', ';', ['5;2', 1]],
  ] as const)(
    'a field of several numbers in %j: the hint at `delimiter`',
    (text, delimiter, [field, line]) => {
      expect(refusal(text)).toMatchObject({
        where: expect.stringContaining(`data.csv:${line}, column `),
        option: 'delimiter',
        message: `"${field}" is not a finite number.`,
        fix: `Set delimiter: ${JSON.stringify(delimiter)} if that stands between its numbers.`,
      });
    },
  );

  test('one row of labels: the hint at `header`', () => {
    expect(refusal('red,blue\n').fix).toBe('Set header: false if the first row is a point.');
  });

  test.each([
    ['0x10', '"0x10" is not a decimal number.'],
    ['0b1', '"0b1" is not a decimal number.'],
    ['1_000', '"1_000" is not a finite number.'],
    ['1e400', '"1e400" is not a finite number.'],
    ['1e300', '1e300 is too large: its square is infinite. Change the unit of the data.'],
  ])('%s in the data: the cause', (field, message) => {
    expect(refusal(`x,y\n1,2\n3,${field}\n`)).toMatchObject({
      where: 'data.csv:3, column 2 (y)',
      message,
    });
  });

  test('1e-300 in the data: the cause', () => {
    expect(refusal('1e-300,0\n2e-300,0\n').message).toBe(
      'The points differ by 1e-300 at most: their distances vanish in double precision.',
    );
    expect(make('1e-300,0\n1,0\n').dimension).toBe(2);
    expect(make('3,0\n3,0\n').dimension).toBe(2);
  });
});

describe('rows without quotes', () => {
  const piece = fc.constantFrom(
    '1',
    '-2.5',
    'x',
    '',
    ' ',
    '\t',
    '\f',
    ',',
    ';',
    '#',
    '\n',
    '\r',
    '\r\n',
    '\ufeff',
  );

  test('are those of the parser', () => {
    const rowsOf = (text: string, delimiter: string) => {
      const rows: unknown[] = [];
      eachRow(text, { path: 'a.csv', delimiter }, (fields, line) => rows.push([line, ...fields]));
      return rows;
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 24 }),
        fc.constantFrom(',', ';', '\t'),
        (pieces, delimiter) => {
          const text = pieces.join('');
          // A comment with a quote sends the same text to the parser.
          const parsed = rowsOf(`${text}\n#"`, delimiter);
          expect(rowsOf(text, delimiter)).toEqual(parsed);
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });

  test('reliability 14: a million of them keep nothing but their numbers', () => {
    const text = `x,y\n${'1.25,-3e-2\n'.repeat(100_000)}`;
    const { values, count } = readPoints(text, { path: 'a.csv', delimiter: ',' });
    expect(count).toBe(100_000);
    expect(values.byteLength).toBe(1_600_000);
    expect([values[0], values[199_999]]).toEqual([1.25, -0.03]);
  });
});

test('a file that cannot be read says so itself', () => {
  const read = () => {
    throw new Error('There is no file "data.csv".');
  };
  expect(() => points.make({ file: 'data.csv' }, { files: { read, readBytes: read } })).toThrow(
    'There is no file "data.csv".',
  );
});
