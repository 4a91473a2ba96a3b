/**
 * Where does the time of a step go, operator by operator?
 *
 * @module
 */
import type { OperatorTime } from '../operators/operator-times.ts';
import { profileStep, type StepProfile } from '../operators/profile-step.ts';
import { type BenchRequest, type Size, sizeText } from '../request.ts';
import type { Results, Table } from '../results/benchmark.ts';
import { digits } from '../results/numbers.ts';
import { loopWork } from './loop.ts';
import { stepWork } from './step.ts';

const sizes: readonly Size[] = [
  { rows: 256, hidden: 64 },
  { rows: 800, hidden: 100 },
  { rows: 2048, hidden: 512 },
  { rows: 4096, hidden: 1024 },
];

/** Products, with the bias and the activation that ONNX Runtime puts into them. */
const products: ReadonlySet<string> = new Set(['FusedGemm', 'Gemm', 'MatMul', 'FusedMatMul']);
/** Operators with a row of their own; the others share one. */
const SHOWN = 7;

export default async function operators({ seconds, sizes: asked }: BenchRequest): Promise<Results> {
  const tables = [table('The step of the whole loop', await profileStep({ ...loopWork, seconds }))];
  for (const size of asked ?? sizes) {
    tables.push(table(`M1 and M2, ${sizeText(size)}`, await profileStep({ ...stepWork(size, 1), seconds })));
  }
  return {
    title: 'Where the time of a step goes',
    text:
      'The graphs of a step of training, as `npm run bench -- loop` and `npm run bench -- step` have them, by the profiler ' +
      'of ONNX Runtime, one thread. The profiler makes small operators slower than they are: the time without it stands ' +
      'above each table.',
    tables,
    figures: [],
    notes: ['Products hold the biases and activations that ONNX Runtime fuses into them.'],
  };
}

function table(title: string, { milliseconds, productFlops, operators: all }: StepProfile): Table {
  const total = sum(all);
  const ofProducts = sum(all.filter(({ operator }) => products.has(operator)));
  const [shown, others] = [all.slice(0, SHOWN), all.slice(SHOWN)];
  const rest: OperatorTime = {
    operator: `${others.length} others`,
    nodes: others.reduce((count, { nodes }) => count + nodes, 0),
    milliseconds: sum(others),
  };
  return {
    title,
    text:
      `${digits(milliseconds)} ms a step without the profiler. Products take ${digits((100 * ofProducts) / total)} % of ` +
      `the operators' time with it and reach ${digits(productFlops / ofProducts / 1e6)} GFLOP/s.`,
    columns: ['operator', 'nodes', 'milliseconds', '% of all'],
    rows: [...shown, rest].map((each) => [
      each.operator,
      digits(each.nodes),
      digits(each.milliseconds),
      digits((100 * each.milliseconds) / total),
    ]),
  };
}

function sum(times: readonly OperatorTime[]): number {
  return times.reduce((total, { milliseconds }) => total + milliseconds, 0);
}
