import { type Clock, InputError, type Tensor2D, tf } from '@highorder/core';

/**
 * The clock that gives every magnitude of the path its share of time:
 *
 *   reading(t) = log(1 + t/r) / log(1 + 1/r),   time(reading) = r ((1 + 1/r)^reading - 1),   r = source / target spread.
 *
 * A straight path whose source is r times as wide as its target, r << 1, has the width of about max(t, r): it doubles
 * from t = r to 2r, from 2r to 4r, and so on to 1. On this clock each doubling takes about as long. For r >> 1 it is t
 * itself. Throws where r is not positive.
 */
export function logClock(ratio: number): Clock {
  if (!(ratio > 0) || !Number.isFinite(ratio)) throw noRatio(ratio);
  const whole = Math.log1p(1 / ratio);
  return {
    reading: (t) => (t === 1 ? 1 : Math.log1p(t / ratio) / whole),
    time: (reading) => (reading === 1 ? 1 : ratio * Math.expm1(reading * whole)),
    readingOf: (t) => tf.div(tf.log1p(tf.div(t, ratio)), whole),
  };
}

function noRatio(ratio: number): InputError {
  return new InputError({
    where: 'preconditioning clock',
    message: `A log clock needs a source and a target of positive spread; their ratio is ${ratio}.`,
    fix: 'Use `clock: none`.',
  });
}

/** Shorter steps have the rate of this part of t + r, off by half as much. */
const SHORT = 1e-3;

/**
 * How fast that clock goes over a step, (reading(t + d) - reading(t)) / d = log(1 + z) / (z (t + r) log(1 + 1/r)), z = d / (t + r),
 * without the difference, which float32 does not bear. Where z < 1e-3 it is off by at most 5e-4 of itself. t and d [rows, 1].
 */
export function logClockRate(ratio: number): (t: Tensor2D, d: Tensor2D) => Tensor2D {
  const whole = Math.log1p(1 / ratio);
  return (t, d) => {
    const late: Tensor2D = tf.add(t, ratio);
    const part = tf.maximum<Tensor2D>(tf.div(d, late), SHORT);
    return tf.div(tf.log1p(part), tf.mul(tf.mul(part, late), whole));
  };
}
