import { randomStream } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { fourModesReference, softReference } from '../testing/fixed-point-problems.ts';
import { distances, type Spread } from './endpoint-errors.ts';
import { flowMapFixedPoint, paperFixedPoint, shortcutFixedPoint } from './fixed-points.ts';
import { ladderFrom } from './ladder.ts';
import { mapOf, type PointMap } from './point-flow.ts';
import { taylorStep } from './point-steps.ts';

/**
 * The table of exact fixed points with oracle fields, base step 1/128, computed in another language on other draws of as
 * many points. On one normal to three modes to 10 %; the two numbers that a draw of 64 points does not allow that are
 * named. Four modes: below.
 */
const within = 0.1;

type Reference = ReturnType<typeof softReference>;

const ladder = ladderFrom(1 / 128);
const shortcut = ({ material }: Reference) => mapOf(taylorStep(1), shortcutFixedPoint(material, ladder));
const paper = (fields: Reference['material']) => mapOf(taylorStep(2), paperFixedPoint(fields, ladder, 2));
const flowMap = ({ material }: Reference, base: number) =>
  flowMapFixedPoint(taylorStep(2), material, ladderFrom(base));

function expectNear(found: number, wanted: number): void {
  expect(Math.abs(found / wanted - 1), `${found} against ${wanted}`).toBeLessThanOrEqual(within);
}

describe('one normal to three modes', () => {
  // Left out: on vp the median of shortcut (0.0030 against 0.0034) and of paper at 4 steps (0.266 against 0.232).
  test('vp', () => {
    const problem = softReference('vp');
    const { conditional, material } = problem;
    expectNear(problem.endpointError(shortcut(problem), 1).rms, 0.0051);
    const published = paper(conditional);
    const { rms, median } = problem.endpointError(published, 1);
    expectNear(rms, 0.0104);
    expectNear(median, 0.0072);
    expectNear(problem.endpointError(published, 4).rms, 0.315);
    expectNear(problem.endpointError(paper(material), 1).rms, 0.027);
    expectNear(problem.endpointError(paper(material), 4).rms, 0.324);
  });

  test('ot, where the conditional acceleration is 0', () => {
    const problem = softReference('ot');
    const ofShortcut = problem.endpointError(shortcut(problem), 1);
    expectNear(ofShortcut.rms, 0.0178);
    expectNear(ofShortcut.median, 0.0167);
    expect(problem.endpointError(paper(problem.conditional), 1)).toEqual(ofShortcut);
    expectNear(problem.endpointError(paper(problem.material), 1).rms, 1.86);
    expectNear(problem.endpointError(paper(problem.material), 4).rms, 0.62);
  });

  test('cubic', () => {
    const problem = softReference('cubic');
    const { conditional, material } = problem;
    const ofShortcut = problem.endpointError(shortcut(problem), 1);
    expectNear(ofShortcut.rms, 0.0063);
    expectNear(ofShortcut.median, 0.0044);
    const one = problem.endpointError(paper(conditional), 1);
    expectNear(one.rms, 4.86);
    expectNear(one.median, 4);
    const four = problem.endpointError(paper(conditional), 4);
    expectNear(four.rms, 0.56);
    expectNear(four.median, 0.5);
    expectNear(problem.endpointError(paper(material), 1).rms, 4.8);
    expectNear(problem.endpointError(paper(material), 4).rms, 0.136);
  });

  test.each([
    ['vp', 1.3e-4, 2.1e-3, 8.7e-3],
    ['ot', 3.4e-5, 5.2e-4, 2e-3],
    ['cubic', 1e-4, 1.6e-3, 6e-3],
  ] as const)('the flow-map rule on %s, from bases 1/128, 1/32 and 1/16', (name, ...errors) => {
    const problem = softReference(name);
    [1 / 128, 1 / 32, 1 / 16].forEach((base, index) => {
      expectNear(problem.endpointError(flowMap(problem, base), 1).rms, Number(errors[index]));
    });
  });

  test('the flow-map rule gives the same ends in 1, 4 and 16 steps; the rule of the paper does not', () => {
    const problem = softReference('vp');
    const map = flowMap(problem, 1 / 32);
    const one = problem.endpointError(map, 1);
    for (const steps of [4, 16]) expect(problem.endpointError(map, steps).rms).toBeCloseTo(one.rms, 12);
    const published = paper(problem.conditional);
    expect(problem.endpointError(published, 4).rms).toBeGreaterThan(
      10 * problem.endpointError(published, 1).rms,
    );
  });
});

/**
 * On four modes a few points next to a separatrix rule the numbers: over draws of 48 points, as many as the table has, the root mean
 * square of shortcut on vp goes from 0.04 to 0.17. So a number of the table is held to what such draws give: 4000 draws with
 * replacement from the errors of 240 points. All 22 numbers lie in the middle 98 %; by chance 0.44 of 22 would not, if the
 * fixed points are the same. With 2400 points all 22 lie in the middle 95 %, and 11 within 10 % of the value of all points:
 * docs/verify.md has both.
 */
describe('four modes', { timeout: 60_000 }, () => {
  const TABLE_POINTS = 48;
  const published = ({ conditional }: Reference) => paper(conditional);
  const doubled = ({ material }: Reference) => paper(material);
  const from = (base: number) => (problem: Reference) => flowMap(problem, base);
  const problems = { vp: fourModesReference('vp', 240), ot: fourModesReference('ot', 240) };

  const rows: readonly TableRow[] = [
    {
      ...{ name: 'shortcut', map: shortcut, steps: 1 },
      ...{ vp: { rms: 0.076, median: 0.025 }, ot: { rms: 0.119, median: 0.067 } },
    },
    { name: 'paper', map: published, steps: 1, vp: { rms: 8.2, median: 0.526 } },
    { name: 'paper', map: published, steps: 4, vp: { rms: 7.27, median: 1.01 } },
    { name: 'paper, material targets', map: doubled, steps: 1, vp: { rms: 9.69 }, ot: { rms: 144 } },
    { name: 'paper, material targets', map: doubled, steps: 4, vp: { rms: 15.2 }, ot: { rms: 15.2 } },
    { name: 'flow-map from 1/128', map: from(1 / 128), steps: 1, vp: { rms: 2.6e-3 }, ot: { rms: 2.2e-3 } },
    {
      ...{ name: 'flow-map from 1/32', map: from(1 / 32), steps: 1 },
      ...{ vp: { rms: 2.2, median: 0.04 }, ot: { rms: 2.2, median: 0.033 } },
    },
    {
      ...{ name: 'flow-map from 1/16', map: from(1 / 16), steps: 1 },
      ...{ vp: { rms: 10.1, median: 0.22 }, ot: { rms: 5.6, median: 0.12 } },
    },
  ];

  test.each(rows)('$name, steps: $steps', ({ name, map, steps, ...tables }) => {
    for (const path of ['vp', 'ot'] as const) {
      const table = tables[path];
      if (table === undefined) continue;
      const problem = problems[path];
      const draws = drawsOf(problem.endpointErrors(map(problem), steps), TABLE_POINTS);
      for (const what of ['rms', 'median'] as const) {
        const wanted = table[what];
        if (wanted === undefined) continue;
        const below = draws.filter((draw) => draw[what] < wanted).length / draws.length;
        expect(below, `${name} on ${path}, ${what} ${wanted}`).toBeGreaterThan(0.01);
        expect(below, `${name} on ${path}, ${what} ${wanted}`).toBeLessThan(0.99);
      }
    }
  });

  test('on the straight path the rule of the paper is that of shortcut', () => {
    const { ot } = problems;
    expect(ot.endpointErrors(paper(ot.conditional), 1)).toEqual(ot.endpointErrors(shortcut(ot), 1));
  });
});

/** A row of the table. */
interface TableRow {
  readonly name: string;
  readonly map: (problem: Reference) => PointMap;
  readonly steps: number;
  readonly vp: TableNumbers;
  readonly ot?: TableNumbers;
}

interface TableNumbers {
  readonly rms: number;
  readonly median?: number;
}

/** Root mean square and median of 4000 draws of so many errors. */
function drawsOf(errors: readonly number[], points: number): readonly Spread[] {
  const random = randomStream({ seed: 1, purpose: 'draws' });
  const zeros = new Float64Array(points);
  return Array.from({ length: 4000 }, () =>
    distances(
      Float64Array.from(zeros, () => Number(errors[random.integer(errors.length)])),
      zeros,
      1,
    ),
  );
}
