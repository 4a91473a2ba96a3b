import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Experiment, hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';
import { runHost } from '../data-files.ts';
import { readManifest, runFolder } from '../run-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CONFIGURATION = `
name: points
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: points, file: mine.csv }
heads:
  - { use: mlp, order: 1, hidden: [6], sees: [x, t] }
losses:
  - { use: matching, order: 1 }
preconditioning: { use: unit-variance, clock: auto }
engine: { use: eager, backend: cpu }
training: { steps: 12, batch: 16, log: 1, checkpoint: 5 }
evaluation: { steps: [1, 2], samples: 20, draws: 2, metrics: [{ use: energy-distance }] }
`;

const plugins = loadPlugins(tmpdir());

/** A folder of a user with a file of points, from which commands are run. */
export interface Place {
  readonly folder: string;
  readonly data: string;
  readonly config: string;
  readonly runs: string;
}

/** A ring of points about (1, 0), times a factor. */
export function ringOf(factor: number): string {
  const rows = Array.from({ length: 40 }, (_, index) => {
    const angle = (2 * Math.PI * index) / 40;
    return [(3 * Math.cos(angle) + 1) * factor, 3 * Math.sin(angle) * factor].join(',');
  });
  return `x,y\n${rows.join('\n')}\n`;
}

/** A fresh folder with `mine.csv` and a configuration that trains on it. */
export function placeWithPoints(): Place {
  const folder = temporaryFolder();
  const place = {
    folder,
    data: join(folder, 'mine.csv'),
    config: join(folder, 'points.yaml'),
    runs: join(folder, 'runs'),
  };
  mkdirSync(place.runs);
  writeFileSync(place.data, ringOf(1));
  writeFileSync(place.config, CONFIGURATION);
  return place;
}

/** The experiment as `highorder train points.yaml` opens it from a folder. */
export async function openPoints(place: Place, overrides: readonly string[] = []): Promise<Experiment> {
  const { folder, config } = place;
  return openExperiment({
    ...{ sources: [config], overrides, folder, searchPath: [] },
    registry: await plugins,
    files: hostFiles(folder),
  });
}

/** The experiment of a run as its verbs open it from a folder; `lazily` for those that need no data. */
export async function openRun(run: string, folder: string, lazily: boolean): Promise<Experiment> {
  return openExperiment({
    ...{ sources: [runFolder(run).config], overrides: [], folder, searchPath: [] },
    registry: await plugins,
    ...runHost(readManifest(runFolder(run)), { files: hostFiles(folder) }, { lazily }),
  });
}
