import { expect, test } from 'vitest';
import type { OperationKind } from '../../graph/operation.ts';
import { replayExecutor } from '../replay-executor.ts';
import { expectNumbers } from './agreement.ts';
import { openBench } from './bench.ts';
import { binaryNames, compareNames, unaryNames } from './elementwise-cases.ts';
import { type Exemption, executorConformance } from './executor-conformance.ts';
import { type ExpectationName, expectations } from './expectations.ts';
import { type Fault, faults, faultyExecutor, misnamed } from './faults.ts';
import { sketch } from './sketch.ts';

/** The plain backend itself meets the suite, but where its arithmetic is that of JavaScript, or its own. */
const exemptions: readonly Exemption[] = [
  {
    from: 'functions of what is no number',
    reason: 'The step of what is no number is none here, and its sign is 0.',
    async instead({ run }) {
      const draw = sketch();
      const x = draw.given({ numbers: [Number.NaN] });
      draw.output('', { step: draw.graph.unary('step', x), sign: draw.graph.unary('sign', x) });
      expectNumbers(await run(draw.done()), { step: [Number.NaN, 0], sign: [0, 0] });
    },
  },
  {
    from: 'powers at their ends',
    reason: 'JavaScript has no number for 1 to the power of infinity.',
    async instead({ run }) {
      const draw = sketch();
      const [one, infinity] = [draw.given({ numbers: [1] }), draw.given({ numbers: [Infinity] })];
      draw.output('', { power: draw.graph.binary('power', one, infinity) });
      expectNumbers(await run(draw.done()), { power: [Number.NaN, 0] });
    },
  },
  {
    from: 'digits of erf near 0',
    reason: 'The polynomial of TensorFlow.js is good to 1.5e-7, absolute.',
    async instead({ run }) {
      const draw = sketch();
      draw.output('', { erf: draw.graph.unary('erf', draw.given({ numbers: [1e-3] })) });
      expectNumbers(await run(draw.done()), { erf: [1.1283788e-3, 0] }, { absolute: 2e-7 });
    },
  },
  {
    from: 'products that broadcast on both sides',
    reason: 'Those of TensorFlow.js broadcast one factor at most, and are wrong without a word.',
    async instead({ run }) {
      const draw = sketch();
      const factors = [draw.wide([3, 1, 2, 4]), draw.wide([3, 1, 4, 3])] as const;
      draw.output('', { y: draw.graph.matMul(...factors, { transposeLeft: false, transposeRight: false }) });
      expect((await run(draw.done()))['y']).toHaveLength(36);
    },
  },
];

executorConformance({ open: () => Promise.resolve(replayExecutor()), runs: 3, exemptions });

/** Each name with the next in its table, the last with the first. */
function swaps(kind: 'binary' | 'compare' | 'logical' | 'reduce' | 'unary', names: readonly string[]) {
  return names.map((from, index) => {
    const to = names[(index + 1) % names.length] ?? from;
    return { title: `${kind} ${to} for ${from}`, kind, fault: misnamed(kind, from, to) };
  });
}

interface Wrong {
  readonly title: string;
  readonly kind: OperationKind;
  readonly fault: Fault;
}

const wrong: readonly Wrong[] = [
  ...swaps('unary', unaryNames),
  ...swaps('binary', binaryNames),
  ...swaps('compare', compareNames),
  ...swaps('logical', ['and', 'or']),
  ...swaps('reduce', ['max', 'mean', 'min', 'product', 'sum']),
  ...swaps('reduce', ['all', 'any']),
  ...(Object.keys(faults) as readonly (keyof typeof faults)[]).map((kind) => ({
    title: `${kind}, done wrongly`,
    kind,
    fault: faults[kind],
  })),
];

test.each(wrong)('an executor that is wrong is found: $title', async ({ kind, fault }) => {
  const bench = await openBench(faultyExecutor(fault), 12);
  await expect(expectations[`operation ${kind}`](bench)).rejects.toThrow();
});

const families: readonly { readonly fault: Fault; readonly from: ExpectationName }[] = [
  {
    fault: misnamed('unary', 'cos', 'sin'),
    from: 'values and gradients of functions of one tensor',
  },
  {
    fault: misnamed('binary', 'maximum', 'minimum'),
    from: 'values and gradients of functions of two tensors',
  },
  { fault: faults.pad, from: 'values and gradients of functions that move and reduce' },
  { fault: faults.affine, from: 'values and gradients of products and blocks of networks' },
];

test.each(families)('a compiled function that is wrong is found: $from', async ({ fault, from }) => {
  const bench = await openBench(faultyExecutor(fault), 6);
  await expect(expectations[from](bench)).rejects.toThrow();
});

test('results of another length, name or value are told apart, and what is no number is like itself', () => {
  expectNumbers({ a: [Number.NaN, -0] }, { a: [Number.NaN, 0] });
  expect(() => expectNumbers({ a: [1, 2] }, { a: [1] })).toThrow('a: 2 numbers for 1');
  expect(() => expectNumbers({ b: [1] }, { a: [1] })).toThrow('no a');
  expect(() => expectNumbers({ a: [1.1] }, { a: [1] }, { relative: 0.05 })).toThrow(
    'a: place 0 is 1.1, expected 1',
  );
  expectNumbers({ a: [1.1] }, { a: [1] }, { relative: 0.11 });
});
