import { type Points, randomStream } from '@highorder/core';
import { drawSamples, openTrainedRun } from '@highorder/lab';
import type { Figure } from '@highorder/report';
import { assemble } from '@highorder/runtime';
import type { PlannedVariant, SweepPlan } from '@highorder/sweep';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { samplesCaption } from '@highorder/results';
import { host } from '../prepare-table.ts';

/** Points of a panel. */
const COUNT = 400;

/** Samples of each method on each problem by the first seed that has run, at the least and the most steps, over a draw of the target. */
export async function samplesFigure(
  name: string,
  plan: SweepPlan,
  store: string,
): Promise<Figure | undefined> {
  const panels: SamplesPanel[] = [];
  for (const variant of plan.variants) panels.push(...(await panelsOf(variant, plan, store)));
  if (panels.length === 0) return undefined;
  return {
    name,
    title: 'Samples',
    ...samplesCaption,
    specification: { columns: 4, concat: panels.map(drawn) },
  };
}

interface SamplesPanel {
  readonly title: string;
  readonly target: Points;
  readonly samples: Points;
}

async function panelsOf(
  { problem, problemIndex, method, methodIndex, changes, jobs }: PlannedVariant,
  { sweep }: SweepPlan,
  store: string,
): Promise<readonly SamplesPanel[]> {
  const job = jobs.find(({ hash }) => existsSync(join(store, hash, 'result.json')));
  if (job === undefined) return [];
  const { seed } = job.point;
  const resolved = sweep.compose({ problem: problemIndex, method: methodIndex, seed, changes });
  const experiment = assemble(resolved, host);
  const run = await openTrainedRun(join(store, job.hash), experiment);
  const target = experiment.target.sample(COUNT, randomStream({ seed, purpose: 'reproduce/target' }));
  const { steps } = experiment.resolved.settings.evaluation;
  const panels: SamplesPanel[] = [];
  for (const count of [Math.min(...steps), Math.max(...steps)]) {
    const samples = await drawSamples(run, { count: COUNT, steps: count, seed });
    const words = count === 1 ? '1 step' : `${count} steps`;
    panels.push({ title: `${problem}, ${method}, ${words}`, target, samples });
  }
  run.dispose();
  return panels;
}

interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

function planeOf({ values, count, dimension }: Points): readonly PlanePoint[] {
  return Array.from({ length: count }, (_, row) => ({
    x: Number(values[row * dimension]),
    y: Number(values[row * dimension + 1]),
  }));
}

function drawn({ title, target, samples }: SamplesPanel) {
  const truth = planeOf(target);
  const reach = 1.25 * Math.max(...truth.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const inside = planeOf(samples).filter(({ x, y }) => Math.abs(x) <= reach && Math.abs(y) <= reach);
  const axis = (field: 'x' | 'y') => ({
    field,
    type: 'quantitative' as const,
    title: null,
    scale: { domain: [-reach, reach], nice: false },
    axis: { tickCount: 3, grid: false },
  });
  const dots = (values: readonly PlanePoint[], color: string, size: number) => ({
    data: { values: [...values] },
    mark: { type: 'circle' as const, color, size, opacity: 0.6, clip: true },
    encoding: { x: axis('x'), y: axis('y') },
  });
  return {
    title: {
      text: title,
      subtitle: `${samples.count - inside.length} of ${samples.count} outside`,
      fontSize: 11,
    },
    width: 190,
    height: 190,
    layer: [dots(truth, '#9E9E9E', 12), dots(inside, '#0072B2', 8)],
  };
}
