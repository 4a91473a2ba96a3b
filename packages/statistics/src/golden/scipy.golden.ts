/**
 * Values of scipy 1.17.1 and statsmodels 0.15.0, by the commands that stand beside them. In all of them
 *
 *   import itertools, numpy as np
 *   from scipy import stats
 *
 * @module
 */

export const values = [0.9, 1.4, 0.7, 2.6, 1.1];
/** Their samples have sums and means without rounding. */
export const quarters = [1, 1.5, 0.75, 2.75];
export const differences = [-0.31, 0.12, -0.44, -0.08, -0.27, -0.51, 0.05, -0.19];

/** `stats.t.interval(level, 4, np.mean(values), stats.sem(values))` */
export const studentIntervals = [
  { level: 0.9, low: 0.6246391238585904, high: 2.0553608761414086 },
  { level: 0.95, low: 0.40833820528203124, high: 2.2716617947179687 },
  { level: 0.99, low: -0.2049465515681963, high: 2.884946551568196 },
];

/**
 * Over all 256 samples of the quarters: `all = np.sort([np.mean(c) for c in itertools.product(quarters, repeat=4)])`,
 * `np.quantile(all, [(1 - level) / 2, (1 + level) / 2])`.
 */
export const percentileIntervals = [
  { level: 0.9, low: 0.9375, high: 2.15625 },
  { level: 0.95, low: 0.875, high: 2.3125 },
  { level: 0.99, low: 0.8125, high: 2.4375 },
];

/**
 * The levels of BCa by scipy's own function, then the quantiles of `all` there:
 * `low, high, acceleration = stats._resampling._bca_interval((np.array(quarters),), lambda x, axis: np.mean(x, axis=axis), -1,
 * (1 - level) / 2, all, None, np)`.
 */
export const bcaIntervals = [
  { level: 0.9, low: 1.0, high: 2.3125, acceleration: 0.06403477149898522 },
  { level: 0.95, low: 0.9375, high: 2.4375, acceleration: 0.06403477149898522 },
  { level: 0.99, low: 0.8718276992970553, high: 2.7098252139333354, acceleration: 0.06403477149898522 },
];

/**
 * Differences with many equal means. Sums of whole numbers are exact, so that scipy sees every tie:
 * `all = np.sort([np.sum(c) for c in itertools.product(ties, repeat=6)])`, the levels as for `bcaIntervals` with `np.sum` in place of
 * `np.mean`, then `np.quantile(all, [low, high]) / 6`.
 */
export const ties = [3, 3, -3, 1, 0, 0];
export const tiedBcaIntervals = [
  { level: 0.9, low: -0.8333333333333334, high: 2.0 },
  { level: 0.95, low: -1.1666666666666667, high: 2.1666666666666665 },
  { level: 0.99, low: -1.8333333333333333, high: 2.5 },
];

/** `stats.ttest_1samp(differences, 0)` */
export const tTest = { statistic: -2.577302316703814, p: 0.036616001031248735 };

/**
 * `stats.permutation_test((differences, np.zeros(8)), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type='samples',
 * vectorized=True, n_resamples=np.inf)`
 */
export const signFlip = 0.046875;

/** `statsmodels.stats.multitest.multipletests(p, method='holm')[1]` */
export const holmCorrected = {
  p: [0.01, 0.04, 0.03, 0.005, 0.2, 0.04],
  adjusted: [0.05, 0.12, 0.12, 0.03, 0.2, 0.12],
};

/** `np.mean(differences) / np.std(differences, ddof=1)` */
export const cohenDz = -0.9112139726545327;
/** `(2 * stats.wilcoxon(differences, alternative='greater').statistic - 36) / 36` */
export const rankBiserial = -0.7777777777777778;
/** `gamma(n / 2) / (np.sqrt(n / 2) * gamma((n - 1) / 2))`, gamma of scipy.special. */
export const hedgesFactors = [
  { degrees: 2, factor: 0.5641895835477563 },
  { degrees: 4, factor: 0.7978845608028653 },
  { degrees: 9, factor: 0.9138748917925523 },
  { degrees: 30, factor: 0.974754378214402 },
];

/** With `c = stats.t.ppf(1 - alpha / 2, n - 1)`: `stats.nct.sf(c, n - 1, e * n**0.5) + stats.nct.cdf(-c, n - 1, e * n**0.5)` */
export const powers = [
  { seeds: 2, effect: 1, alpha: 0.05, power: 0.09280915505633605 },
  { seeds: 3, effect: 2, alpha: 0.05, power: 0.47074943127843494 },
  { seeds: 5, effect: 1, alpha: 0.05, power: 0.40138991737179536 },
  { seeds: 10, effect: 0.5, alpha: 0.05, power: 0.29317560651407687 },
  { seeds: 10, effect: 1, alpha: 0.001, power: 0.15984972269044598 },
  { seeds: 20, effect: 0.3, alpha: 0.05, power: 0.24708908996809562 },
  { seeds: 34, effect: 0.5, alpha: 0.05, power: 0.8077775012792738 },
  { seeds: 100, effect: 0.1, alpha: 0.01, power: 0.055826199393090074 },
];

/** `statsmodels.stats.power.TTestPower().solve_power(effect_size=effect, power=power, alpha=alpha)` */
export const seedsSolved = [
  { effect: 0.5, power: 0.8, alpha: 0.05, seeds: 33.36713118431779 },
  { effect: 1, power: 0.9, alpha: 0.05, seeds: 12.585459677807366 },
  { effect: 2, power: 0.8, alpha: 0.05, seeds: 4.22071858501904 },
  { effect: 0.2, power: 0.8, alpha: 0.01, seeds: 295.29727289151305 },
];

/** `np.sqrt((n - 1) / stats.chi2.ppf(0.2, n - 1))` */
export const cautiousFactors = [
  { pilot: 3, factor: 2.1169364935501847 },
  { pilot: 5, factor: 1.55757542255663 },
  { pilot: 10, factor: 1.2933854444729525 },
];
