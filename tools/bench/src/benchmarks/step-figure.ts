import type { Figure } from '@highorder/report';
import { ratioOf } from '../measure/summary.ts';
import { sizeText } from '../request.ts';
import type { StepOutcome } from './step-outcome.ts';

/** Colors of Okabe and Ito, which stay apart for all common kinds of color vision. */
const palette = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#8C8C8C',
  '#000000',
  '#595959',
  '#E69F00',
  '#56B4E9',
];

/** The time of each contestant over that of the reference, against size, on a log scale. */
export function stepFigure(outcomes: readonly StepOutcome[], reference: string): Figure {
  const threads = outcomes[0]?.threads ?? 1;
  const of = threads === 1 ? 'one thread' : `${threads} threads`;
  const values = outcomes.flatMap(({ size, measured }) => {
    const against = measured.find(({ name }) => name === reference) ?? measured[0];
    return measured.map(({ name, milliseconds }) => ({
      name,
      size: sizeText(size),
      ratio: ratioOf(milliseconds, against?.milliseconds ?? []).median,
    }));
  });
  const names = [...new Set(values.map(({ name }) => name))];
  return {
    name: `step-${threads}`,
    title: `Time of a training step over that of ${reference}, ${of}`,
    caption: `Time of a training step over that of ${reference}, ${of}, median of the rounds; lower is faster.`,
    alt: `A line for each of ${names.join(', ')}: time over that of ${reference} against rows x hidden, on a log scale.`,
    specification: {
      width: 480,
      height: 300,
      data: { values },
      mark: { type: 'line', point: true, strokeWidth: 2 },
      encoding: {
        x: {
          field: 'size',
          type: 'ordinal',
          title: 'rows x hidden',
          sort: outcomes.map(({ size }) => sizeText(size)),
          axis: { labelAngle: 0 },
        },
        y: {
          field: 'ratio',
          type: 'quantitative',
          scale: { type: 'log', nice: false, padding: 12 },
          title: `time over that of ${reference}`,
        },
        color: {
          field: 'name',
          type: 'nominal',
          scale: { domain: names, range: [...palette] },
          legend: { orient: 'right', direction: 'vertical' },
        },
      },
    },
  };
}
