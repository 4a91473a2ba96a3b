import type { Value } from '../../graph/graph.ts';
import type { BinaryName } from '../../graph/operation.ts';
import { expectAgreement, expectNumbers } from './agreement.ts';
import type { Bench } from './bench.ts';
import { binaryNames, compareNames, record, unaryNames } from './elementwise-cases.ts';
import { type Sketch, sketch } from './sketch.ts';

const ends = [
  0,
  -0,
  Infinity,
  -Infinity,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  -0.5,
  -1.5,
  88,
  -87,
  3e38,
  -3e38,
  1e-30,
  -1e-30,
];

/**
 * Functions of one number at two thousand places, and where it is 0, infinite, half a whole number, or makes them overflow.
 * The error function of TensorFlow.js is good to 1.5e-7, absolute.
 */
export async function checkUnaryEnds(bench: Bench): Promise<void> {
  const draw = sketch();
  const x = draw.graph.concat([draw.wide([2000]), draw.given({ numbers: ends })], 0);
  draw.output(
    '',
    record(unaryNames, (name) => draw.graph.unary(name, x)),
  );
  await expectAgreement(bench, draw.done(), { relative: 1e-6, absolute: 3e-7 });
}

/** What is no number passes through all functions of one number but `step`, which is 1 above 0, else 0. */
export async function checkUnaryOfNoNumber(bench: Bench): Promise<void> {
  const draw = sketch();
  const x = draw.given({ numbers: [Number.NaN, Number.NaN] });
  draw.output(
    '',
    record(unaryNames, (name) => draw.graph.unary(name, x)),
  );
  const expected = unaryNames.map((name): [string, readonly number[]] => {
    const value = name === 'step' ? 0 : Number.NaN;
    return [name, [value, value, 0, 0]];
  });
  expectNumbers(await bench.run(draw.done()), Object.fromEntries(expected));
}

/** Comparisons of infinities and of what is no number. */
export async function checkComparedEnds(bench: Bench): Promise<void> {
  const draw = sketch();
  const [left, right] = pairsOf(draw, [Number.NaN, 0, -0, Infinity, -Infinity, 1]);
  draw.output(
    '',
    record(compareNames, (name) => draw.graph.compare(name, left, right)),
  );
  await expectAgreement(bench, draw.done());
}

/**
 * Functions of two numbers at all pairs of ends. Left out: quotients of TensorFlow.js in whole parts, which are whole numbers
 * there and know no infinity; what remains of them; and powers and angles, which have checks of their own.
 */
export async function checkBinaryEnds(bench: Bench): Promise<void> {
  const apart: readonly BinaryName[] = ['atan2', 'floorDivide', 'modulo', 'power'];
  const draw = sketch();
  const [left, right] = pairsOf(draw, [0, Infinity, -Infinity, 1, -1, 2.5, -2.5, 1e30, -1e-30]);
  const names = binaryNames.filter((name) => !apart.includes(name));
  draw.output(
    '',
    record(names, (name) => draw.graph.binary(name, left, right)),
  );
  await expectAgreement(bench, draw.done(), { relative: 1e-6 });
}

/** Powers of 0, of infinities, and of numbers below 0, as C99 has them (annex F.9.4.4). */
export async function checkPowerEnds(bench: Bench): Promise<void> {
  const numbers = [0, Infinity, -Infinity, 1, -1, 2.5, -2.5, 0.5, 2, 3, -2];
  const pairs = numbers.flatMap((base) => numbers.map((exponent) => [base, exponent] as const));
  const draw = sketch();
  const [left, right] = pairsOf(draw, numbers);
  draw.output('', { power: draw.graph.binary('power', left, right) });
  const powers = pairs.map(([base, exponent]) => powerOf(base, exponent));
  const power = [...powers, ...powers.map(() => 0)];
  expectNumbers(await bench.run(draw.done()), { power }, { relative: 1e-6 });
}

/** JavaScript's, but that C99 has 1 where that has no number: 1 or -1 to an infinite power. */
function powerOf(base: number, exponent: number): number {
  return Math.abs(base) === 1 && Math.abs(exponent) === Infinity ? 1 : base ** exponent;
}

/** Angles of finite points all around, of the axes and of the origin too. */
export async function checkAngles(bench: Bench): Promise<void> {
  const draw = sketch();
  const [y, x] = pairsOf(draw, [0, 1, -1, 1e-20, -1e-20, 1e20, -1e20, 3]);
  draw.output('', { angle: draw.graph.binary('atan2', y, x) });
  // Angles below 1e-38 are a matter of subnormal numbers.
  await expectAgreement(bench, draw.done(), { relative: 1e-6, absolute: 1e-38 });
}

/** Angles of points that are infinitely far away, as C99 has them (annex F.9.1.4). */
export async function checkInfiniteAngles(bench: Bench): Promise<void> {
  const draw = sketch();
  const [y, x] = pairsOf(draw, [Infinity, -Infinity, 1, -1]);
  draw.output('', { angle: draw.graph.binary('atan2', y, x) });
  await expectAgreement(bench, draw.done(), { relative: 1e-6 });
}

/** Numbers below 1.2e-38, which have fewer digits, are kept. */
export async function checkSubnormalNumbers(bench: Bench): Promise<void> {
  const draw = sketch();
  const half = draw.graph.scalar(0.5);
  const small = draw.given({ numbers: [1e-38, -1e-38, 3e-39, -1e-42].map(Math.fround) });
  draw.output('', {
    half: draw.graph.binary('multiply', small, half),
    twice: draw.graph.binary('add', small, small),
  });
  await expectAgreement(bench, draw.done(), { relative: 1e-3 });
}

/** All pairs of these numbers, as two rows. */
export function pairsOf(draw: Sketch, numbers: readonly number[]): readonly [Value, Value] {
  const pairs = numbers.flatMap((left) => numbers.map((right) => [left, right] as const));
  return [
    draw.given({ numbers: pairs.map(([left]) => left) }),
    draw.given({ numbers: pairs.map(([, right]) => right) }),
  ];
}
