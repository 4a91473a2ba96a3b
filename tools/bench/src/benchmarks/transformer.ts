/**
 * How long does a step of training take where the head is a Transformer of four blocks?
 *
 * @module
 */
import { engineChoices, engineContestant } from '../contestants/engines.ts';
import { hasPeers, type PeerChoice, peerContestant } from '../contestants/peers.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { missingNotes } from '../results/missing-notes.ts';
import { type Versus, versus } from './versus.ts';

const shape = { rows: 256, width: 64, blocks: 4, heads: 4 };

const peers: readonly PeerChoice[] = [
  { name: 'JAX jit', script: 'jax_transformer.py', variant: 'jit' },
  { name: 'JAX fori_loop', script: 'jax_transformer.py', variant: 'fori_loop' },
  { name: 'PyTorch eager', script: 'torch_transformer.py', variant: 'eager' },
  { name: 'PyTorch compiled', script: 'torch_transformer.py', variant: 'compiled' },
];

export default async function transformer(request: BenchRequest): Promise<Results> {
  const competitions: Versus[] = [];
  for (const threads of request.threads) {
    const engines = engineChoices.filter(({ backend }) => backend !== 'cpu');
    const contestants = [
      ...engines.map((engine) => engineContestant(engine, work(threads))),
      ...(hasPeers() ? peers : []).map((peer) => peerContestant(peer, { ...shape, threads })),
    ];
    competitions.push(
      await versus(contestants, request, {
        title: `One step, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
        text: '',
        reference: 'JAX jit',
        rate: { heading: 'steps a second', each: 1 },
      }),
    );
  }
  const { rows, width, blocks, heads } = shape;
  return {
    title: 'One step of a Transformer head',
    text:
      `One update of a head of order 1: four tokens (two coordinates, t, d) of width ${width}, ${blocks} blocks with ` +
      `${heads} heads of attention, gelu, layer norms first; ${rows} rows, M1, Adam, float32.`,
    tables: competitions.map(({ table }) => table),
    figures: [],
    notes: missingNotes(competitions.flatMap(({ missing }) => missing)),
  };
}

function work(threads: number) {
  const { rows, width, blocks, heads } = shape;
  return {
    work: 'step',
    threads,
    sources: ['problems/eight-modes', 'methods/flow-matching'],
    overrides: [
      `heads=[{use: bench-transformer, order: 1, width: ${width}, blocks: ${blocks}, heads: ${heads}}]`,
      'preconditioning.use=none',
      `training.batch=${rows}`,
    ],
  } as const;
}
