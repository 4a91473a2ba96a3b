import { pairedPower } from './paired-power.ts';

/** A question to a pilot: would more samples an evaluation show the difference with the seeds that there are? */
export interface SamplesQuestion {
  readonly seeds: number;
  /** Samples of each evaluation of the pilot. */
  readonly samples: number;
  /** Deviation of the differences on common seeds. */
  readonly deviation: number;
  /** Variance that evaluation adds to one difference: the sum of the floors' squared deviations. */
  readonly evaluation: number;
  /** The true mean difference that should be seen. */
  readonly difference: number;
  readonly power: number;
  /** Of this one comparison. */
  readonly alpha: number;
}

/**
 * The least number of samples an evaluation with which the seeds of the pilot would show the difference; undefined where none would.
 *
 *   deviation² = seed part + evaluation part,   evaluation part = evaluation · samples / (samples asked for)
 *
 * What is estimated: the evaluation part is that of a perfect flow, of two independent evaluations, and at most the whole. Common seeds share
 * source points and references, which makes the true part smaller, and flows far from perfect stray more: so this is an order of
 * magnitude.
 */
export function samplesNeeded(question: SamplesQuestion): number | undefined {
  const { seeds, samples, deviation, evaluation, difference, power, alpha } = question;
  const part = Math.min(evaluation, deviation ** 2);
  const wanted = (Math.abs(difference) / effectSeen({ seeds, power, alpha })) ** 2;
  if (deviation ** 2 <= wanted) return samples;
  const kept = 1 - (deviation ** 2 - wanted) / part;
  return kept > 0 ? Math.ceil(samples / kept) : undefined;
}

/** The least effect (Cohen's d_z) that so many seeds show with this power, by bisection to one part in 10 000. */
function effectSeen({ seeds, power, alpha }: Pick<SamplesQuestion, 'seeds' | 'power' | 'alpha'>): number {
  let high = 1;
  while (pairedPower({ seeds, effect: high, alpha }) < power) high *= 2;
  let low = 0;
  while (high - low > 1e-4 * high) {
    const middle = (low + high) / 2;
    if (pairedPower({ seeds, effect: middle, alpha }) < power) low = middle;
    else high = middle;
  }
  return high;
}
