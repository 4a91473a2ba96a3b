/** The constants of the diffusion path. */
export interface DiffusionConstants {
  readonly a: number;
  readonly b: number;
}

/** What the scripts take for alpha'' and beta'', [rows] each. */
export interface ScriptSecondDerivatives {
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
}

/**
 * What the published scripts take for the second derivatives of the diffusion path. Both are wrong. With s = 1 - t and
 * r = a s + b,
 *
 *   script  alpha'' = (alpha r^2 - a alpha) / 2           true  alpha'' = (alpha r^2 / 2 - a alpha) / 2
 *   script  beta''  = -alpha' / beta^3 + beta' alpha''    true  beta''  = -(alpha')^2 / beta^3 - (alpha / beta) alpha''
 *
 * where the script's beta'' also uses the script's alpha''. At t = 0.5 they are 2.65 and 1.80 times the true values; as
 * t -> 1 the script's beta'' grows to 2/b = 20 times the true one, and both grow without bound.
 *
 * They are given here as numbers, not as the jet of a path: no function has them as its derivatives, and a path that
 * claimed so would make everything else that stands on it wrong too. Float64, so that the rounding of the scripts'
 * float32 (beta is off by 5 percent at 1 - t = 1e-6) is not reproduced.
 */
export function scriptSecondDerivatives(
  times: Float64Array,
  { a, b }: DiffusionConstants,
): ScriptSecondDerivatives {
  const at = Array.from(times, (t) => secondDerivatives(1 - t, a, b));
  return {
    alpha: Float64Array.from(at, ({ alpha }) => alpha),
    beta: Float64Array.from(at, ({ beta }) => beta),
  };
}

function secondDerivatives(s: number, a: number, b: number) {
  const rate = a * s + b;
  const logAlpha = -(a * s * s) / 4 - (b * s) / 2;
  const alpha = Math.exp(logAlpha);
  const beta = Math.sqrt(-Math.expm1(2 * logAlpha));
  const alphaSlope = (alpha * rate) / 2;
  const betaSlope = (-alpha / beta) * alphaSlope;
  const alphaSecond = (alpha * rate ** 2 - a * alpha) / 2;
  return { alpha: alphaSecond, beta: -alphaSlope / beta ** 3 + betaSlope * alphaSecond };
}
