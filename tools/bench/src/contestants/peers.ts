import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { peersEnvironment, peersFolder, pythonOf } from '../peers/python-environment.ts';
import type { Contestant } from './contestant.ts';
import { pinned } from './pinned.ts';

/** Whether peers can run here. */
export function hasPeers(): boolean {
  return existsSync(pythonOf(peersEnvironment));
}

/** A script among the peers, and how its work is called there. */
export interface PeerChoice {
  readonly name: string;
  readonly script: string;
  readonly variant?: string;
}

/** What a peer is told. */
export interface PeerSettings {
  readonly threads: number;
  readonly [name: string]: number;
}

/** A peer with its work. */
export function peerContestant({ name, script, variant }: PeerChoice, settings: PeerSettings): Contestant {
  const told = JSON.stringify({ ...settings, ...(variant === undefined ? {} : { variant }) });
  const contestant: Contestant = {
    name,
    program: pythonOf(peersEnvironment),
    words: [join(peersFolder, script), told],
    // Some machines choose slow kernels for the sake of old libraries; peers run as their users have them.
    environment: { OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined, JAX_PLATFORMS: 'cpu' },
  };
  return pinned(contestant, { threads: settings.threads });
}
