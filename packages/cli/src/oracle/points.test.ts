import { describe, expect, test } from 'vitest';
import { readPoints, takePoints } from './points.ts';

describe('points among the words of a command line', () => {
  test('are numbers with commas between', () => {
    const words = ['problems/circle', '0.5,2.44,-2.27', 'evaluation.steps=[1,2]', 'seed=3', '0,1e-3'];
    expect(takePoints(words)).toEqual({
      words: ['problems/circle', 'evaluation.steps=[1,2]', 'seed=3'],
      points: [
        { t: 0.5, x: [2.44, -2.27] },
        { t: 0, x: [0.001] },
      ],
    });
  });

  test('have a time from 0 to 1', () => {
    expect(() => takePoints(['1.5,2,3'])).toThrow(
      'command line: "1.5,2,3" is not a time and a point.\n  Expected: t,x,y,… with t from 0 to 1, such as 0.5,2.44,2.27',
    );
  });
});

describe('points of a file', () => {
  const expected = [
    { t: 0.5, x: [1, 2] },
    { t: 1, x: [-3, 4] },
  ];

  test.each([
    ['with a header', 't,x,y\n0.5,1,2\n1,-3,4\n'],
    ['without one', '0.5,1,2\r\n1,-3,4'],
    ['with remarks and empty lines', '# two points\n\n0.5, 1, 2\n\n1, -3, 4\n'],
  ])('%s', (_, text) => {
    expect(readPoints(text, 'points.csv')).toEqual(expected);
  });

  test('name the line that is none', () => {
    expect(() => readPoints('t,x\n0.5,1\n0.5,\n', 'points.csv')).toThrow(
      'points.csv:3: "0.5," is not a time and a point.',
    );
    expect(() => readPoints('0.5,1\n2,x\n', 'points.csv')).toThrow('points.csv:2: "2,x" is not');
    expect(readPoints('', 'points.csv')).toEqual([]);
  });
});
