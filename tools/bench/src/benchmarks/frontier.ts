/**
 * Which of M1, M2, M3, with and without self-consistency, makes the best samples for the work it costs?
 *
 * @module
 */
import { frontierFigure } from '../frontier/frontier-figure.ts';
import { type MedianPoint, medianPoints, onFrontier } from '../frontier/median-points.ts';
import { methods } from '../frontier/methods.ts';
import { type FrontierPoint, trainPoint } from '../frontier/train-point.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { digits } from '../results/numbers.ts';

const widths = [32, 100];
const samplingSteps = [1, 2, 4, 8];
/** Updates after which a flow is measured, for turns of one second; longer turns train longer. */
const marks = [500, 1000, 2000, 4000];

/** `rounds` is the number of seeds; `seconds` scales the number of updates. */
export default async function frontier({ rounds, seconds, takesPart }: BenchRequest): Promise<Results> {
  const points: FrontierPoint[] = [];
  for (const method of methods.filter(({ name }) => takesPart(name))) {
    for (const width of widths) {
      console.error(`${method.name}, width ${width}`);
      for (let seed = 0; seed < rounds; seed++) {
        const scaled = marks.map((mark) => Math.max(1, Math.round(mark * seconds)));
        points.push(...(await trainPoint({ method, width, seed, marks: scaled, samplingSteps })));
      }
    }
  }
  const medians = medianPoints(points);
  return {
    title: 'Work and quality of M1, M2, M3 with and without self-consistency',
    text:
      'Flows from eight modes to eight wider ones, trained at batch 512, their FLOPs counted from the recorded graph of ' +
      `the step. Sliced W2 of 4000 samples, median of ${rounds} seeds; bold where no other flow is as good for less ` +
      `training. Its noise floor is ${digits(medians[0]?.floor ?? Number.NaN)}.`,
    tables: [
      {
        title: 'Flows',
        text: 'GFLOPs of all updates, kFLOPs of a step of one sample, then sliced W2 by steps of the sampler.',
        columns: [
          'method',
          'width',
          'parameters',
          'updates',
          'GFLOPs',
          'kFLOPs',
          ...samplingSteps.map(stepsText),
        ],
        rows: rowsOf(medians),
      },
    ],
    figures: [frontierFigure(medians, samplingSteps)],
    notes: [
      'Heads and losses as in configs/methods: self-consistency on a quarter of the rows, by the rule shortcut with one ' +
        'head and by flow-map with more; samples by Taylor steps of all orders.',
      'Settings of training are the same for all; none was tuned for a method.',
    ],
  };
}

function stepsText(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`;
}

function rowsOf(medians: readonly MedianPoint[]): readonly (readonly string[])[] {
  const best = new Map(samplingSteps.map((steps) => [steps, onFrontier(medians, steps)]));
  return medians.map((point) => [
    point.method,
    String(point.width),
    String(point.parameters),
    String(point.updates),
    digits(point.trainingFlops / 1e9),
    digits(point.samplerFlops / 1e3),
    ...samplingSteps.map((steps) => {
      const text = digits(point.distances.get(steps) ?? Number.NaN);
      return best.get(steps)?.has(point) === true ? `**${text}**` : text;
    }),
  ]);
}
