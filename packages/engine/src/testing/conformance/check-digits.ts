import { expectAgreement, expectNumbers } from './agreement.ts';
import type { Bench } from './bench.ts';
import { record } from './elementwise-cases.ts';
import { sketch } from './sketch.ts';

/** Of both signs, from 1 down to 2e-15. */
const nearZero = Array.from({ length: 60 }, (_, place) =>
  Math.fround((place % 2 === 0 ? 1 : -1) * 10 ** (-place / 4)),
);

/** Functions that go through 0 keep their digits there, in relative terms. */
export async function checkDigitsNearZero(bench: Bench): Promise<void> {
  const draw = sketch();
  const x = draw.given({ numbers: nearZero });
  draw.output(
    '',
    record(['expm1', 'log1p', 'sin', 'tan', 'tanh'], (name) => draw.graph.unary(name, x)),
  );
  await expectAgreement(bench, draw.done(), { relative: 6e-7 });
}

/** The error function near 0: erf x = 2/sqrt(pi) (x - x^3/3 + ...); the rest is below 1e-9 of it where |x| < 1e-2. */
export async function checkErfNearZero(bench: Bench): Promise<void> {
  const small = nearZero.filter((x) => Math.abs(x) < 1e-2);
  const draw = sketch();
  draw.output('', { erf: draw.graph.unary('erf', draw.given({ numbers: small })) });
  const exact = small.map((x) => (2 / Math.sqrt(Math.PI)) * (x - x ** 3 / 3));
  const erf = [...exact, ...small.map(() => 0)];
  expectNumbers(await bench.run(draw.done()), { erf }, { relative: 3e-7 });
}

/** The sigmoid, 1/(1 + e^-x), keeps its digits far below 0. */
export async function checkSigmoidFarBelowZero(bench: Bench): Promise<void> {
  const draw = sketch();
  draw.output('', { sigmoid: draw.graph.unary('sigmoid', draw.given({ numbers: farBelowZero })) });
  const sigmoid = [...farBelowZero.map((x) => 1 / (1 + Math.exp(-x))), ...farBelowZero.map(() => 0)];
  expectNumbers(await bench.run(draw.done()), { sigmoid }, { relative: 2e-6 });
}

export const farBelowZero = [-10, -20, -30, -50, -80];

/** Whole numbers that float32 cannot hold: sums, differences, products, comparisons are exact all the same. */
export async function checkLargeWholeNumbers(bench: Bench): Promise<void> {
  const draw = sketch();
  const { graph } = draw;
  const high = draw.given({ numbers: [2 ** 12, -(2 ** 15)], type: 'int32' });
  const one = draw.given({ numbers: [1, -1], type: 'int32' });
  const x = graph.binary('add', graph.binary('multiply', high, graph.scalar(2 ** 12, 'int32')), one);
  const held = graph.constant(Int32Array.of(2 ** 24 + 1, -(2 ** 27) - 1), [2], 'int32');
  const results = {
    number: graph.compare('equal', x, held),
    negative: graph.compare('equal', graph.unary('neg', graph.unary('neg', x)), held),
    difference: graph.binary('subtract', x, graph.binary('subtract', held, one)),
    size: graph.compare('equal', graph.unary('abs', graph.unary('neg', x)), graph.unary('abs', held)),
    larger: graph.compare('greater', x, graph.binary('subtract', held, graph.scalar(1, 'int32'))),
    greatest: graph.compare('equal', graph.binary('maximum', x, graph.binary('subtract', x, one)), held),
  };
  draw.output('', results);
  const exact = { difference: [1, -1, 0, 0], greatest: [1, 0, 0, 0] };
  const expected = Object.keys(results).map((name): [string, readonly number[]] => [name, [1, 1, 0, 0]]);
  expectNumbers(await bench.run(draw.done()), { ...Object.fromEntries(expected), ...exact });
}

/** A division of whole numbers by 0 gives something, and the other places are right: it does not end the process. */
export async function checkWholeDivisionByZero(bench: Bench): Promise<void> {
  const draw = sketch();
  const left = draw.given({ numbers: [7, -7, 0, 9], type: 'int32' });
  const right = draw.given({ numbers: [0, 0, 0, 4], type: 'int32' });
  draw.output(
    '',
    record(['floorDivide', 'modulo'], (name) => draw.graph.binary(name, left, right)),
  );
  const { floorDivide = [], modulo = [] } = await bench.run(draw.done());
  expectNumbers(
    { floorDivide: [Number(floorDivide[3])], modulo: [Number(modulo[3])] },
    { floorDivide: [2], modulo: [1] },
  );
}

/** Axes before the matrices of a product broadcast on both sides, which those of TensorFlow.js do on one alone. */
export async function checkProductsBroadcast(bench: Bench): Promise<void> {
  const draw = sketch();
  const { graph } = draw;
  const [left, right] = [draw.wide([3, 1, 2, 4]), draw.wide([1, 5, 4, 3])];
  const asTheyAre = { transposeLeft: false, transposeRight: false };
  const whole = graph.matMul(
    graph.broadcast(left, [3, 5, 2, 4]),
    graph.broadcast(right, [3, 5, 4, 3]),
    asTheyAre,
  );
  draw.output('', { broadcast: graph.matMul(left, right, asTheyAre), whole });
  const { broadcast = [], whole: expected = [] } = await bench.run(draw.done());
  expectNumbers({ product: broadcast }, { product: expected }, { relative: 1e-5, absolute: 1e-5 });
}
