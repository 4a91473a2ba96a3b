import type { GeneratedSamples, Run } from '../run/run.ts';
import type { Figure } from './figure.ts';
import { sampleClouds } from './sample-clouds.ts';
import { sampleHistograms } from './sample-histograms.ts';

/** Generated points over the target, at one step and at sixteen or the nearest there are. Undefined without points. */
export function samplesFigure({ samples, manifest }: Run): Figure | undefined {
  const { source, target, generated } = samples;
  const chosen = chooseSteps(generated);
  if (!source || !target || chosen.length === 0) return undefined;
  const shown = { source, target, chosen };
  return manifest.dimension === 1 ? sampleHistograms(shown) : sampleClouds(shown);
}

/** Those at one step and at sixteen, or the nearest in ratio; one if there is only one. */
export function chooseSteps(generated: readonly GeneratedSamples[]): readonly GeneratedSamples[] {
  const nearest = (wanted: number) =>
    generated.toSorted((one, other) => ratio(one.steps, wanted) - ratio(other.steps, wanted)).slice(0, 1);
  return [...new Set([...nearest(1), ...nearest(16)])];
}

function ratio(steps: number, wanted: number): number {
  return Math.abs(Math.log(steps / wanted));
}
