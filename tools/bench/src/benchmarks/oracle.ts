/**
 * How long does the truth take? Exact fields at points of the path, and ends of the exact flow.
 *
 * @module
 */
import { Jet, type Problem, randomStream } from '@highorder/core';
import { exactFields, exactFlow, mixturePathOf } from '@highorder/oracle';
import { hostFiles, loadPlugins, openProblem, problemKinds } from '@highorder/runtime/problem';
import { join } from 'node:path';
import { spreadOf } from '../measure/summary.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { spreadText } from '../results/numbers.ts';
import { workspace } from '../works/open-experiment.ts';

const problems = ['four-modes', 'eight-modes', 'spiral', 'three-round-spiral'];

/** Points of the fields, and of the flow. */
const FIELDS = 1000;
const ENDS = 400;

/** A piece of work on a problem, with its name in the table. */
interface Work {
  readonly name: string;
  run(problem: Problem): void;
}

const works: readonly Work[] = [
  ...[0.02, 0.1, 0.5, 0.9].map((t) => ({
    name: `u and Du/Dt at t = ${t}, ${FIELDS} points`,
    run: (problem: Problem) => {
      const fields = exactFields(mixturePathOf(problem)).at(t);
      const x = pathPoints(problem, t);
      fields.velocity(x);
      fields.material(x, 2);
    },
  })),
  ...[1e-7, 1e-4].map((tolerance) => ({
    name: `ends of the exact flow to ${tolerance}, ${ENDS} points`,
    run: (problem: Problem) => {
      const from = pathPoints(problem, 0).subarray(0, ENDS * problem.source.dimension);
      exactFlow(mixturePathOf(problem), { tolerance }).move(from, 0, 1);
    },
  })),
];

export default async function oracle({ rounds }: BenchRequest): Promise<Results> {
  const registry = await loadPlugins(workspace, problemKinds);
  const request = { overrides: [], searchPath: [join(workspace, 'configs')], folder: workspace, registry };
  const files = hostFiles(workspace);
  const rows = problems.map((name) => {
    const problem = openProblem({ ...request, sources: [`problems/${name}`], files });
    return [name, ...works.map(({ run }) => spreadText(spreadOf(timesOf(() => run(problem), rounds))))];
  });
  return {
    title: 'Exact fields and flows',
    text: 'Wall time in one process, on one core; drawing the points counts. The first of all runs of a piece of work is left out.',
    tables: [{ title: 'Seconds', text: '', columns: ['problem', ...works.map(({ name }) => name)], rows }],
    figures: [],
    notes: [],
  };
}

function timesOf(work: () => void, rounds: number): readonly number[] {
  work();
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
}

/** Points x(t) of the exact path. */
function pathPoints({ source, target, interpolant }: Problem, t: number): Float64Array {
  const draw = (side: typeof source, purpose: string) =>
    side.sample(FIELDS, randomStream({ seed: 1, purpose: `bench/oracle/${purpose}` })).values;
  const [start, end] = [draw(source, 'source'), draw(target, 'target')];
  const weights = interpolant?.weights(Jet.time(Float64Array.of(t), 0));
  const [a, b] = [Number(weights?.alpha.coefficient(0)[0]), Number(weights?.beta.coefficient(0)[0])];
  return start.map((value, index) => b * value + a * Number(end[index]));
}
