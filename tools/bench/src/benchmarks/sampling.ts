/**
 * How many samples a second, in one step and in sixteen?
 *
 * @module
 */
import { engineChoices, engineContestant } from '../contestants/engines.ts';
import { hasPeers, type PeerChoice, peerContestant } from '../contestants/peers.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { missingNotes } from '../results/missing-notes.ts';
import { stepWork } from './step.ts';
import { type Versus, versus } from './versus.ts';

const points = 1000;
const hidden = 100;

const peers: readonly PeerChoice[] = [
  { name: 'JAX jit', script: 'jax_sampling.py' },
  { name: 'PyTorch eager', script: 'torch_sampling.py' },
];

export default async function sampling(request: BenchRequest): Promise<Results> {
  const competitions: Versus[] = [];
  for (const threads of request.threads) {
    for (const samplingSteps of [1, 16]) {
      const work = {
        ...stepWork({ rows: points, hidden }, threads),
        work: 'sampling',
        points,
        samplingSteps,
      } as const;
      const contestants = [
        ...engineChoices.map((engine) => engineContestant(engine, work)),
        ...(hasPeers() ? peers : []).map((peer) =>
          peerContestant(peer, { rows: points, hidden, samplingSteps, threads }),
        ),
      ];
      competitions.push(
        await versus(contestants, request, {
          title: `${samplingSteps} ${samplingSteps === 1 ? 'step' : 'steps'}, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
          text: '',
          reference: 'PyTorch eager',
          rate: { heading: 'samples a second', each: points },
        }),
      );
    }
  }
  return {
    title: 'Samples a second',
    text:
      `${points} samples by Taylor steps of order 2 with networks 4-${hidden}-${hidden}-2 and 6-${hidden}-${hidden}-2, ` +
      'from points on the host to points on the host. Peers stay in float32; this project goes from and to float64 in ' +
      "the data's own units.",
    tables: competitions.map(({ table }) => table),
    figures: [],
    notes: missingNotes(competitions.flatMap(({ missing }) => missing)),
  };
}
