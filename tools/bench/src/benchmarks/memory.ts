/**
 * How much memory does training take, on each engine and for each peer?
 *
 * @module
 */
import { engineChoices, engineContestant } from '../contestants/engines.ts';
import { hasPeers, peerContestant } from '../contestants/peers.ts';
import { compete } from '../measure/compete.ts';
import { type BenchRequest, type Size, sizeText } from '../request.ts';
import type { Results, Table } from '../results/benchmark.ts';
import { missingNotes } from '../results/missing-notes.ts';
import { digits } from '../results/numbers.ts';
import { stepPeers, stepWork } from './step.ts';

const sizes: readonly Size[] = [
  { rows: 256, hidden: 64 },
  { rows: 2048, hidden: 512 },
];

export default async function memory(request: BenchRequest): Promise<Results> {
  const names = [...engineChoices, ...stepPeers].map(({ name }) => name).filter(request.takesPart);
  const columns: { size: Size; peaks: ReadonlyMap<string, number> }[] = [];
  const missing = [];
  for (const size of request.sizes ?? sizes) {
    console.error(sizeText(size));
    const outcome = await compete(contestants(request, size), { rounds: 2, seconds: request.seconds });
    columns.push({ size, peaks: new Map(outcome.measured.map(({ name, peakMiB }) => [name, peakMiB])) });
    missing.push(...outcome.missing);
  }
  const table: Table = {
    title: 'Most memory of the process, MiB',
    text: 'The libraries of a contestant count.',
    columns: ['rows x hidden', ...columns.map(({ size }) => sizeText(size))],
    rows: names.map((name) => [name, ...columns.map(({ peaks }) => digits(peaks.get(name) ?? Number.NaN))]),
  };
  return {
    title: 'Memory of training',
    text: 'The most resident memory of a process that trains two networks 4-H-H-2 and 6-H-H-2 by M1, M2 and Adam.',
    tables: [table],
    figures: [],
    notes: missingNotes(missing),
  };
}

function contestants({ takesPart }: BenchRequest, size: Size) {
  const engines = engineChoices
    .filter(({ name, backend }) => takesPart(name) && backend !== 'cpu')
    .map((choice) => engineContestant(choice, stepWork(size, 1)));
  const peers = (hasPeers() ? stepPeers : [])
    .filter(({ name }) => takesPart(name))
    .map((peer) => peerContestant(peer, { ...size, threads: 1 }));
  return [...engines, ...peers];
}
