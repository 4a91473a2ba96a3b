import { type Clock, type Tensor2D, tf } from '@highorder/core';

/**
 * A clock that runs fast near t = 0: log(1 + t / s) / log(1 + 1 / s). Any other than the identity serves a
 * contract.
 */
export function logarithmicClock(s = 0.1): Clock {
  const whole = Math.log1p(1 / s);
  return {
    reading: (t) => Math.log1p(t / s) / whole,
    time: (reading) => s * Math.expm1(reading * whole),
    readingOf: (t): Tensor2D => tf.div(tf.log1p(tf.div(t, s)), whole),
  };
}
