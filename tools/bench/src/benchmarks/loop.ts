/**
 * How many iterations a second does training make as a whole, batches drawn, against PyTorch and against its own step?
 *
 * @module
 */
import { availableParallelism } from 'node:os';
import { type EngineChoice, engineChoices, engineContestant } from '../contestants/engines.ts';
import { hasPeers, peerContestant } from '../contestants/peers.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { missingNotes } from '../results/missing-notes.ts';
import { type Versus, versus } from './versus.ts';

const rows = 800;
const hidden = 100;
const peer = { name: 'PyTorch eager', script: 'torch_loop.py' } as const;

/** The experiment of the loop. */
export const loopWork = {
  sources: ['problems/eight-modes', 'methods/homo-2-paper'],
  overrides: [`training.batch=${rows}`, 'training.steps=1000000'],
} as const;

/** What the contestants compute with. */
interface Setting {
  readonly title: string;
  readonly held: boolean;
  readonly peerThreads: number;
}

/** The engine has one thread in both, as `highorder train` has where nothing is said. */
const settings: readonly Setting[] = [
  { title: 'One iteration, all on one core', held: true, peerThreads: 1 },
  {
    title: 'One iteration, on all cores, as each uses them by default',
    held: false,
    peerThreads: availableParallelism(),
  },
];

export default async function loop(request: BenchRequest): Promise<Results> {
  const competitions: Versus[] = [];
  for (const { title, held, peerThreads } of settings) {
    const engines = engineChoices.filter(({ backend }) => backend !== 'cpu');
    const contestants = [
      ...engines.flatMap((engine) => [contestant('loop', engine, held), contestant('step', engine, held)]),
      ...(hasPeers() ? [peerContestant(peer, { rows, hidden, threads: peerThreads })] : []),
    ];
    competitions.push(
      await versus(contestants, request, {
        title,
        text: 'The loop draws its batch, makes its step and reads the losses; the bare step does none but itself.',
        reference: peer.name,
        rate: { heading: 'iterations a second', each: 1 },
      }),
    );
  }
  return {
    title: 'The whole loop of training',
    text:
      'The problem `problems/eight-modes` with `methods/homo-2-paper` (M1, M2 and self-consistency on a quarter of the ' +
      `rows) at batch ${rows}: 600 rows of matching and 200 of self-consistency, two networks of two hidden layers of ` +
      `${hidden}, Adam. PyTorch does the same work, without the preconditioning, which is this project's own.`,
    tables: competitions.map(({ table }) => table),
    figures: [],
    notes: missingNotes(competitions.flatMap(({ missing }) => missing)),
  };
}

function contestant(work: 'loop' | 'step', engine: EngineChoice, held: boolean) {
  const label = work === 'loop' ? `${engine.name} loop` : `${engine.name} bare step`;
  return engineContestant(engine, { work, threads: 1, ...loopWork }, { label, held });
}
