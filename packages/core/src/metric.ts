import type { Clock } from './clock.ts';
import type { Distribution } from './distribution.ts';
import type { FlowAnswers, FlowQuestions } from './flow-questions.ts';
import type { Interpolant } from './interpolant.ts';
import type { Points } from './points.ts';
import type { RandomStream } from './random/stream.ts';

/** The two distributions that a flow should join, in the data's own units. */
export interface Problem {
  readonly source: Distribution;
  readonly target: Distribution;
  /** The path between them, where it is known: with it the exact flow is. */
  readonly interpolant?: Interpolant | undefined;
}

/** How a metric wants points drawn from the source and from the true target. Equal names share their draws. */
export interface DrawScheme {
  readonly name: string;
  draw(distribution: Distribution, count: number, random: RandomStream): Points;
}

/** What a metric compares. All in the data's own units. */
export interface Comparison {
  /** Samples of the flow, all finite, or for the floor a second draw of the truth. */
  readonly generated: Points;
  /** A draw of the true target of the same size. */
  readonly reference: Points;
  readonly problem: Problem;
  /** The source points that the flow carried to `generated`, row by row. Absent where no flow was asked. */
  readonly source?: Points | undefined;
  /** The times of the sampler's steps, from 0 to 1. Absent where no flow was asked. */
  readonly times?: Float64Array | undefined;
  /** What the flow said to the metric's own questions. Absent where it asked none. */
  readonly flow?: FlowAnswers | undefined;
  /** What the metric said of the exact flow for these draws. Absent where it is to find it out anew. */
  readonly exact?: ExactValues | undefined;
}

/** Host numbers by name. */
export type ExactValues = Readonly<Record<string, ArrayLike<number>>>;

/** What a metric needs to say what a perfect flow would score. */
export interface PerfectComparison {
  /**
   * For `exact` and `ask`, the source points of the samples. For `floor`, where a perfect flow begins: points of the path at time 0,
   * alpha(0) x1 + beta(0) x0, which are source points on most paths and not on `vp-ode`.
   */
  readonly source: Points;
  readonly reference: Points;
  readonly problem: Problem;
  /** The clock on which steps of the sampler are equal; that which shows t itself where absent. */
  readonly clock?: Clock | undefined;
  /**
   * The orders of the heads of the flow that is measured; the velocity alone where absent. Only a metric that asks the flow is told:
   * what others know of the exact flow is then the same for all methods.
   */
  readonly orders?: readonly number[] | undefined;
}

/** What a metric may know of the exact flow before any flow is measured. */
export interface ExactQuestion extends PerfectComparison {
  /** The times of the sampler's steps, one array for each number of steps that is measured. */
  readonly grids: readonly Float64Array[];
}

/**
 * A measure of how far samples are from the truth. Kind `metric`.
 *
 * Its noise floor is its own value between two independent draws of the true target, or what a perfect flow would score,
 * where it can say so; no value is shown without it.
 */
export interface Metric {
  /** How source and reference points are drawn; independent points where absent. */
  readonly scheme?: DrawScheme | undefined;
  /**
   * It looks at the first so many points of each side only; at all where absent. The caller gives it no more, and it sees no more by
   * itself.
   */
  readonly points?: number | undefined;
  /** Those of its values of which more is better; less is better where absent. */
  readonly higherIsBetter?: readonly string[] | undefined;
  /**
   * The names of all values that `measure` may give for a flow with heads of these orders; the plugin's own name alone where absent.
   * A sweep checks the names of values against it before it runs.
   */
  values?(orders: readonly number[]): readonly string[];
  /** Why it says nothing about this problem, or undefined where it applies. */
  unsuitable?(problem: Problem): string | undefined;
  /**
   * What it asks of the flow itself, heads or paths; the answers come to `measure` as `flow`. A metric that asks says something of
   * the flow and nothing of a number of steps: it is measured once in an evaluation, with the samples of the largest number.
   * Questions are plain data, so that a metric stays a pure function of the host.
   */
  ask?(about: PerfectComparison): FlowQuestions;
  /**
   * What `measure` needs of the exact flow, whatever flow is measured: it takes long, and is the same for all methods that share a
   * problem and draws. So it is remembered between runs, and comes to `measure` as `exact`; finite numbers.
   */
  exact?(about: ExactQuestion): ExactValues;
  /** Its values by name; a metric with one value uses its own plugin name. Host, float64. */
  measure(comparison: Comparison): Readonly<Record<string, number>>;
  /**
   * p values of "the samples and the reference are independent draws of one distribution", by the names of `measure`. Values that are
   * not tested have no name here. It draws from a stream of its own seed, so that equal sets give equal p. Host, float64.
   */
  pValues?(comparison: Comparison): Readonly<Record<string, number>>;
  /**
   * What a perfect flow would score from these starting points, by the names of `measure`. Where it is absent, or undefined for
   * this problem, two draws of the truth are measured in its place.
   */
  floor?(perfect: PerfectComparison): Readonly<Record<string, number>> | undefined;
}

/** Independent points: the scheme of a metric that names none. */
export const independentDraws: DrawScheme = {
  name: 'independent',
  draw: (distribution, count, random) => distribution.sample(count, random),
};
