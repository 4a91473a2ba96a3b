import type { Interpolant, Interval } from '@highorder/core';
import { exactFields, exactFlow, type MixturePath } from '@highorder/oracle';
import { derivativeAt, difference, type EndMoments, meanSquare } from '../exact/pair-moments.ts';
import { pathFrame } from '../exact/path-frame.ts';
import type { Averages, Average } from '../exact/study.ts';
import { averageOver, timeNodes } from '../exact/time-average.ts';
import type { Table } from '../page/answer.ts';
import { digits, estimateText, shareText } from '../page/numbers.ts';
import { openPath, openProblem, type PathName, pathNames } from '../problems.ts';
import type { Question } from '../question.ts';
import type { Studies } from '../studies.ts';

const PROBLEM = 'four-modes';
const RUNGE_KUTTA_STEPS = 1024;

/** Whether the gap means anything by itself: it changes with the unit of time, with the clock, and with the last step of time. */
const clock: Question = async (studies) => ({
  title: 'The gap depends on the unit of time and on the clock',
  text: `Problem \`${PROBLEM}\`. Velocity has the unit length / time and acceleration length / time², so that their difference has no unit at all.`,
  figures: [],
  tables: [await unitsTable(studies), await clocksTable(studies), await endTable(studies)],
});

export default clock;

/** With time counted from 0 to `length`, x' is divided by it and x'' by its square. */
function inUnits(mean: Average, length: number) {
  const [one, two] = [mean('size1') / length ** 2, mean('size2') / length ** 4];
  const pairs = (mean('size1') + mean('size2') - mean('gap12')) / 2 / length ** 3;
  const velocity = mean('size1') - mean('noise1');
  const means = (velocity + mean('conditional2') - mean('means12')) / 2 / length ** 3;
  return {
    gap: one + two - 2 * pairs,
    noise: mean('noise1') / length ** 2,
    means: velocity / length ** 2 + mean('conditional2') / length ** 4 - 2 * means,
  };
}

async function unitsTable(studies: Studies): Promise<Table> {
  const study = await studies.of(PROBLEM);
  const rows: string[][] = [];
  for (const path of pathNames) {
    const { estimate } = study.averages(await openPath(path), 2);
    for (const length of [0.1, 1, 10, 1000]) {
      rows.push([
        path,
        String(length),
        estimateText(estimate((mean) => inUnits(mean, length).gap)),
        estimateText(estimate((mean) => inUnits(mean, length).noise)),
        estimateText(estimate((mean) => inUnits(mean, length).noise / inUnits(mean, length).gap)),
        shareText(estimate((mean) => inUnits(mean, length).means / 2 / inUnits(mean, length).gap)),
      ]);
    }
  }
  return {
    title: 'The unit of time',
    text: 'The same path from t = 0 to t = T. `absorbed` is what a second head takes off, as in [gap](gap.md).',
    words: 1,
    columns: ['path', 'T', 'gap', 'velocity keeps', 'velocity keeps / gap', 'absorbed / gap'],
    rows,
  };
}

/** Paths that run over the same points with different clocks. */
const clocks: readonly {
  readonly name: string;
  readonly path: PathName;
  readonly options: readonly string[];
}[] = [
  { name: 't (ot)', path: 'ot', options: [] },
  { name: '3 t² - 2 t³ (cubic)', path: 'cubic', options: [] },
  {
    name: '10 t³ - 15 t⁴ + 6 t⁵',
    path: 'ot',
    options: ['interpolant={use: polynomial, coefficients: [0, 0, 0, 10, -15, 6]}'],
  },
  {
    name: '(t + t²) / 2',
    path: 'ot',
    options: ['interpolant={use: polynomial, coefficients: [0, 0.5, 0.5]}'],
  },
];

async function clocksTable(studies: Studies): Promise<Table> {
  const [study, ends] = [await studies.of(PROBLEM), await openProblem(PROBLEM)];
  const start = Float64Array.of(4.6, 0.7, -0.4, 5.5, -5.2, 0.3);
  const straight = exactFlow({ ...ends, interpolant: await openPath('ot') }).move(start, 0, 1);
  const rows: string[][] = [];
  for (const { name, path, options } of clocks) {
    const interpolant = await openPath(path, options);
    const end = followInTime({ ...ends, interpolant }, start);
    const moved = Math.max(...end.map((value, at) => Math.abs(value - Number(straight[at]))));
    rows.push([name, digits(moved), ...clockCells(study.averages(interpolant, 2))]);
  }
  return {
    title: 'The clock',
    text: 'Straight paths x = a(t) x1 + (1 - a(t)) x0 pass the same points and have the same flow map from 0 to 1: `map differs` is the largest difference of three end points, followed in t along each path by 1024 Runge-Kutta steps, from those of the exact flow.',
    words: 1,
    columns: ['a(t)', 'map differs', 'gap', 'velocity keeps', 'velocity keeps / gap', 'absorbed / gap'],
    rows,
  };
}

/** Classical Runge-Kutta steps in t along the path's own velocity, which knows nothing of other clocks. */
function followInTime(path: MixturePath, start: Float64Array): Float64Array {
  const fields = exactFields(path);
  const d = 1 / RUNGE_KUTTA_STEPS;
  const ahead = (x: Float64Array, factor: number, rate: Float64Array) =>
    x.map((value, at) => value + factor * Number(rate[at]));
  let x = start;
  for (let step = 0; step < RUNGE_KUTTA_STEPS; step++) {
    const [now, middle] = [fields.at(step * d), fields.at((step + 0.5) * d)];
    const first = now.velocity(x);
    const second = middle.velocity(ahead(x, d / 2, first));
    const third = middle.velocity(ahead(x, d / 2, second));
    const fourth = fields.at((step + 1) * d).velocity(ahead(x, d, third));
    x = [first, second, second, third, third, fourth].reduce((sum, rate) => ahead(sum, d / 6, rate), x);
  }
  return x;
}

function clockCells({ estimate }: Averages): readonly string[] {
  return [
    estimateText(estimate((mean) => mean('gap12'))),
    estimateText(estimate((mean) => mean('noise1'))),
    estimateText(estimate((mean) => mean('noise1') / mean('gap12'))),
    shareText(estimate((mean) => mean('means12') / 2 / mean('gap12'))),
  ];
}

const EPSILONS = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
const endNames = ['velocity', 'acceleration', 'jerk', 'gap'] as const;

/** The mean squares of pairs over times up to 1 - eps, in closed form at each time. */
export function pairSizes(interpolant: Interpolant, ends: EndMoments, domain: Interval) {
  return averageOver(timeNodes(domain), endNames, (t) => {
    const frame = pathFrame(interpolant, t, 3);
    const [one, two, three] = [derivativeAt(frame, 1), derivativeAt(frame, 2), derivativeAt(frame, 3)];
    return {
      velocity: meanSquare(one, ends),
      acceleration: meanSquare(two, ends),
      jerk: meanSquare(three, ends),
      gap: meanSquare(difference(one, two), ends),
    };
  });
}

async function endTable(studies: Studies): Promise<Table> {
  const { ends } = await studies.of(PROBLEM);
  const interpolant = await openPath('vp-ode', [
    'interpolant.velocityMargin=1e-9',
    'interpolant.margin=1e-9',
  ]);
  const found = EPSILONS.map((epsilon) => ({
    epsilon,
    mean: pairSizes(interpolant, ends, { from: 0, to: 1 - epsilon }),
  }));
  return {
    title: 'The end of the variance-preserving path',
    text: "Averages over t in [0, 1 - eps]: E|x'|² grows like log(1/eps), E|x''|² and the gap like eps⁻², E|x'''|² like eps⁻⁴. `power` is the slope of the gap in log eps, from the line above.",
    words: 0,
    columns: ['eps', "E\\|x'\\|²", "E\\|x''\\|²", "E\\|x'''\\|²", 'gap', 'power'],
    rows: found.map(({ epsilon, mean }, index) => {
      const before = found[index - 1];
      const power =
        before === undefined
          ? Number.NaN
          : Math.log(mean('gap') / before.mean('gap')) / Math.log(epsilon / before.epsilon);
      return [
        String(epsilon),
        ...(['velocity', 'acceleration', 'jerk', 'gap'] as const).map((name) => digits(mean(name))),
        Number.isFinite(power) ? power.toFixed(2) : '–',
      ];
    }),
  };
}
