import { expect, test } from 'vitest';
import { drawFigure } from './draw.ts';
import { type EndpointCurve, endpointErrorFigure } from './endpoint-errors.ts';

const falling = (name: string, order: number): EndpointCurve => ({
  name,
  points: [1, 2, 4].map((steps) => ({ steps, rms: 2 / steps ** order, median: 1 / steps ** order })),
});

test('draws a line and rings for each curve, beside a legend', async () => {
  const curves = [falling('first order', 1), falling('second order', 2)];
  const { svg, png } = await drawFigure(endpointErrorFigure({ experiment: 'soft', points: 64, curves }));
  for (const text of ['soft: endpoint error', 'first order', 'second order', '64 source points']) {
    expect(svg).toContain(text);
  }
  expect(svg).toContain('The exact flow is at 0.');
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
});

test('an error of 0 lies on the lower edge, and is said to', async () => {
  const exact = { name: 'exact', points: [1, 2, 4].map((steps) => ({ steps, rms: 1e-17, median: 0 })) };
  const figure = endpointErrorFigure({
    experiment: 'soft',
    points: 64,
    curves: [falling('Euler', 1), exact],
  });
  expect(figure.caption).toContain('What is 0 is drawn at the lower edge.');
  const { svg } = await drawFigure(figure);
  expect(svg).toContain('The exact flow is the lower edge, 0.');
  expect(svg).not.toMatch(/NaN|Infinity/);
});
