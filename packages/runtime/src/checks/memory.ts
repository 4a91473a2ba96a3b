import { sizeOf } from '@highorder/core';
import type { Finding, Parts } from './finding.ts';

/** Something whose size a user chooses, with the least memory that it can take. */
interface Need {
  /** Its path in the configuration. */
  readonly path: string;
  readonly bytes: number;
  /** What takes it, after "need" or "needs". */
  readonly what: string;
  readonly fix: string;
}

const single = 4;
const double = 8;

/** Refuses what cannot fit into the memory of this machine, before any of it is allocated: lower bounds, so that nothing sound is refused. */
export function checkMemory(parts: Parts): readonly Finding[] {
  return needsOf(parts)
    .filter(({ bytes }) => bytes > parts.memory)
    .map(({ path, bytes, what, fix }) => ({
      path,
      message: `${what} at least ${gibibytes(bytes)} of memory; this machine has ${gibibytes(parts.memory)}.`,
      fix,
    }));
}

function needsOf(parts: Parts): readonly Need[] {
  const { batch, samples, evaluation, memory } = parts;
  const row = bytesOfRow(parts);
  const point = bytesOfPoint(parts);
  return [
    ...headNeeds(parts),
    {
      path: 'training.batch',
      bytes: batch * row,
      what: `A batch of ${batch} rows needs`,
      fix: `Use a batch of at most ${atMost(memory, row)}.`,
    },
    {
      path: 'evaluation.samples',
      bytes: evaluation.samples * point,
      what: `An evaluation of ${evaluation.samples} samples needs`,
      fix: `Use at most ${atMost(memory, point)} samples.`,
    },
    {
      path: 'data.samples',
      bytes: samples === 'fresh' ? 0 : 2 * samples * parts.target.dimension * double,
      what: `A fixed set of ${samples} points a side needs`,
      fix: `Use at most ${atMost(memory, 2 * parts.target.dimension * double)} points.`,
    },
  ];
}

/** Parameters, their first values, gradient and moments, each head's own. */
function headNeeds({ heads, headPaths, target, moments }: Parts): readonly Need[] {
  const perParameter = double + (2 + moments) * single;
  return heads.map((head, index) => {
    const count = shapesOf(head, target.dimension).reduce((sum, shape) => sum + sizeOf(shape), 0);
    return {
      path: headPaths[index] ?? 'heads',
      bytes: count * perParameter,
      what: `Its ${count} parameters need`,
      fix: 'Make it narrower.',
    };
  });
}

/** Pairs and x(t) on the host, and the layers of all heads in the engine, forward and back. */
function bytesOfRow({ heads, target }: Parts): number {
  return 3 * target.dimension * double + 2 * outputsOf(heads, target.dimension) * single;
}

/** Every draw of the truth, the source and the samples on the host, and the widest layer in the engine. */
function bytesOfPoint({ heads, target, evaluation }: Parts): number {
  const widest = Math.max(0, ...heads.flatMap((head) => shapesOf(head, target.dimension).map(lastOf)));
  return (evaluation.draws + 2) * target.dimension * double + widest * single;
}

/** Numbers that the layers of all heads give for a row: the columns of their matrices. */
function outputsOf(heads: Parts['heads'], dimension: number): number {
  const matrices = heads.flatMap((head) => shapesOf(head, dimension).filter(({ length }) => length === 2));
  return matrices.reduce((sum, shape) => sum + lastOf(shape), 0);
}

function shapesOf(head: Parts['heads'][number], dimension: number): readonly (readonly number[])[] {
  return head.parameters(dimension).map(({ shape }) => shape);
}

function lastOf(shape: readonly number[]): number {
  return shape.at(-1) ?? 1;
}

/** A round number of which half the memory holds as many. */
function atMost(memory: number, bytes: number): number {
  return Math.max(1, Number((memory / 2 / bytes).toPrecision(1)));
}

function gibibytes(bytes: number): string {
  const size = bytes / 2 ** 30;
  return `${size < 10 ? Number(size.toPrecision(2)) : Math.round(size)} GiB`;
}
