import { expect, test } from 'vitest';
import { bandOf, colorBands, pieces } from './time-bands.ts';

test('bands divide time from 0 to 1', () => {
  expect([0, 0.99 / colorBands, 1 / colorBands, 1].map(bandOf)).toEqual([0, 0, 1, colorBands - 1]);
});

test('the pieces of a path follow one another without a gap and hold every moment', () => {
  const moments = Array.from({ length: 50 }, (_, index) => ({ t: index / 49, at: [index, 0] }));
  const found = pieces([{ path: 7, moments }]);
  expect(found.map((piece) => piece.band)).toEqual(Array.from({ length: colorBands }, (_, band) => band));
  found.slice(1).forEach((piece, index) => {
    expect(piece.moments[0]).toBe(found[index]?.moments.at(-1));
  });
  expect(new Set(found.flatMap((piece) => piece.moments)).size).toBe(50);
});

test('a path of a single step is one piece', () => {
  const moments = [
    { t: 0, at: [0] },
    { t: 1, at: [1] },
  ];
  expect(pieces([{ path: 0, moments }])).toEqual([{ path: 0, band: 0, moments }]);
});
