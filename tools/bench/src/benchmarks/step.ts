/**
 * How long does one step of training take, on each engine and for each peer?
 *
 * @module
 */
import { type EngineChoice, engineChoices, engineContestant } from '../contestants/engines.ts';
import { hasPeers, type PeerChoice, peerContestant } from '../contestants/peers.ts';
import { compete } from '../measure/compete.ts';
import { type BenchRequest, type Size, sizeText } from '../request.ts';
import type { Results, Table } from '../results/benchmark.ts';
import { missingNotes } from '../results/missing-notes.ts';
import { cpuText, ratioText, timeText } from '../results/numbers.ts';
import { stepFigure } from './step-figure.ts';
import type { StepOutcome } from './step-outcome.ts';

const sizes: readonly Size[] = [
  { rows: 256, hidden: 64 },
  { rows: 800, hidden: 100 },
  { rows: 1024, hidden: 256 },
  { rows: 8192, hidden: 256 },
  { rows: 2048, hidden: 512 },
  { rows: 4096, hidden: 1024 },
];

export const stepPeers: readonly PeerChoice[] = [
  { name: 'JAX jit', script: 'jax_step.py', variant: 'jit' },
  { name: 'JAX fori_loop', script: 'jax_step.py', variant: 'fori_loop' },
  { name: 'PyTorch eager', script: 'torch_step.py', variant: 'eager' },
  { name: 'PyTorch compiled', script: 'torch_step.py', variant: 'compiled' },
];

const reference = 'JAX jit';

/** The slow ones do small steps only, so that a benchmark ends in a day. */
const largest: Readonly<Record<string, number>> = { 'eager cpu': 800 * 100, 'eager wasm': 1024 * 256 };

/** Networks 4-H-H-2 and 6-H-H-2, M1 + M2, Adam: the experiment of a size. */
export function stepWork({ rows, hidden }: Size, threads: number) {
  const layers = `hidden: [${hidden}, ${hidden}]`;
  const heads = [
    `{use: mlp, order: 1, ${layers}, sees: [x, t, d]}`,
    `{use: mlp, order: 2, ${layers}, sees: [x, t, d, lower]}`,
  ];
  return {
    work: 'step',
    threads,
    sources: ['problems/eight-modes', 'methods/homo-1-2'],
    overrides: [`heads=[${heads.join(', ')}]`, 'preconditioning.use=none', `training.batch=${rows}`],
  } as const;
}

export default async function step(request: BenchRequest): Promise<Results> {
  const outcomes: StepOutcome[] = [];
  for (const threads of request.threads) {
    for (const size of request.sizes ?? sizes) {
      console.error(`${sizeText(size)}, threads: ${threads}`);
      outcomes.push({ size, threads, ...(await compete(contestants(request, size, threads), request)) });
    }
  }
  return {
    title: 'One step of training',
    text:
      'One update of two networks 4-H-H-2 and 6-H-H-2 (orders 1 and 2): losses M1 and M2, Adam, float32; the batch stays. ' +
      'Contestants are processes of their own that take turns; with one thread all are held on the same core. ' +
      'Numbers are the median of the rounds (least–most).',
    tables: request.threads.flatMap((threads) => tables(outcomes.filter((one) => one.threads === threads))),
    figures: request.threads.map((threads) =>
      stepFigure(
        outcomes.filter((one) => one.threads === threads),
        reference,
      ),
    ),
    notes: [
      ...versionNotes(outcomes),
      ...missingNotes(outcomes.flatMap(({ missing }) => missing)),
      'A dash stands where a contestant did not take part; plain JavaScript and WebAssembly do the smaller sizes only.',
    ],
  };
}

function contestants({ takesPart }: BenchRequest, size: Size, threads: number) {
  const fits = ({ name }: EngineChoice) => size.rows * size.hidden <= (largest[name] ?? Infinity);
  const engines = engineChoices
    .filter((choice) => takesPart(choice.name) && fits(choice))
    .map((choice) => engineContestant(choice, stepWork(size, threads)));
  const peers = (hasPeers() ? stepPeers : [])
    .filter(({ name }) => takesPart(name))
    .map((peer) => peerContestant(peer, { ...size, threads }));
  return [...engines, ...peers];
}

function tables(outcomes: readonly StepOutcome[]): readonly Table[] {
  const threads = outcomes[0]?.threads ?? 1;
  const of = threads === 1 ? 'one thread' : `${threads} threads`;
  const columns = ['rows x hidden', ...outcomes.map(({ size }) => sizeText(size))];
  const names = namesOf(outcomes);
  const find = ({ measured }: StepOutcome, name: string) => measured.find((one) => one.name === name);
  const rows = (cell: (outcome: StepOutcome, name: string) => string) =>
    names.map((name) => [name, ...outcomes.map((outcome) => cell(outcome, name))]);
  return [
    {
      title: `Milliseconds a step, ${of}`,
      text: '',
      columns,
      rows: rows((outcome, name) => timeText(find(outcome, name))),
    },
    {
      title: `Milliseconds of processors a step, ${of}`,
      text: 'Over all threads of a process: where it is less than the time above, the process waited.',
      columns,
      rows: rows((outcome, name) => cpuText(find(outcome, name))),
    },
    {
      title: `Time over that of ${reference}, ${of}`,
      text: 'Round by round: below 1 is faster.',
      columns,
      rows: rows((outcome, name) => ratioText(find(outcome, name), find(outcome, reference))),
    },
  ];
}

function namesOf(outcomes: readonly StepOutcome[]): readonly string[] {
  const known = new Set(outcomes.flatMap(({ measured }) => measured.map(({ name }) => name)));
  return [...engineChoices, ...stepPeers].map(({ name }) => name).filter((name) => known.has(name));
}

function versionNotes(outcomes: readonly StepOutcome[]): readonly string[] {
  const all = outcomes.flatMap(({ measured }) => measured);
  return namesOf(outcomes).map((name) => {
    const versions = new Set(all.filter((one) => one.name === name).map(({ version }) => version));
    return `${name}: ${[...versions].join('; ')}`;
  });
}
