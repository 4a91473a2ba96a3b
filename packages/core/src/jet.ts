import { HighOrderError } from './error.ts';

/**
 * A function of time known by its value and its first K time derivatives, for a batch of times: truncated Taylor
 * arithmetic in float64.
 *
 * Written with jets once, a formula has derivatives of every order, and none is written by hand. Coefficient k is
 * f^(k)/k!. Operations are pure; both operands must have the same order and batch size.
 *
 * ```ts
 * const t = Jet.time(Float64Array.of(0.25, 0.5), 3);
 * const alpha = t.times(t).scale(3).minus(t.power(3).scale(2)); // 3t^2 - 2t^3
 * alpha.derivative(2); // Float64Array [3, 0], its acceleration
 * ```
 *
 * Source of the recurrences: Griewank and Walther, Evaluating Derivatives (2nd ed.), chapter 13.
 */
export class Jet {
  /** The number of derivatives kept, K. */
  readonly order: number;
  /** The number of times in the batch. */
  readonly size: number;
  readonly #coefficients: readonly Float64Array[];

  private constructor(coefficients: readonly Float64Array[]) {
    this.#coefficients = coefficients;
    this.order = coefficients.length - 1;
    this.size = coefficients[0]?.length ?? 0;
  }

  /** Time itself: derivatives (t, 1, 0, 0, ...). */
  static time(times: Float64Array, order: number): Jet {
    return Jet.#build(order, times.length, (k, i) => (k === 0 ? Number(times[i]) : k === 1 ? 1 : 0));
  }

  /** A jet from its derivatives: `derivatives[k][i]` is f^(k) at time i. */
  static fromDerivatives(derivatives: readonly Float64Array[]): Jet {
    const size = derivatives[0]?.length ?? 0;
    return Jet.#build(derivatives.length - 1, size, (k, i) => Number(derivatives[k]?.[i]) / factorial(k));
  }

  /** A constant of the same order and batch size as this jet. */
  constant(value: number): Jet {
    return Jet.#build(this.order, this.size, (k) => (k === 0 ? value : 0));
  }

  /** f^(k) at every time of the batch. Throws where k exceeds the order. */
  derivative(k: number): Float64Array {
    const factor = factorial(k);
    return this.coefficient(k).map((value) => value * factor);
  }

  /** The Taylor coefficient f^(k)/k! at every time of the batch. Throws where k exceeds the order. */
  coefficient(k: number): Float64Array {
    const found = this.#coefficients[k];
    if (found === undefined) {
      throw new HighOrderError({ message: `A jet of order ${this.order} has no derivative ${k}.` });
    }
    return found;
  }

  /** f at every time of the batch. */
  get value(): Float64Array {
    return this.coefficient(0);
  }

  plus(other: Jet | number): Jet {
    if (typeof other === 'number') return this.affine(1, other);
    return this.#combine(other, (k, i) => this.#at(k, i) + other.#at(k, i));
  }

  minus(other: Jet | number): Jet {
    if (typeof other === 'number') return this.affine(1, -other);
    return this.#combine(other, (k, i) => this.#at(k, i) - other.#at(k, i));
  }

  scale(factor: number): Jet {
    return Jet.#build(this.order, this.size, (k, i) => factor * this.#at(k, i));
  }

  /** factor * f + offset. */
  affine(factor: number, offset: number): Jet {
    return Jet.#build(this.order, this.size, (k, i) => factor * this.#at(k, i) + (k === 0 ? offset : 0));
  }

  times(other: Jet): Jet {
    return this.#combine(other, (k, i) => sum(0, k, (j) => this.#at(j, i) * other.#at(k - j, i)));
  }

  divide(other: Jet): Jet {
    return this.#recur(other, (k, i, w) => {
      const known = sum(1, k, (j) => other.#at(j, i) * w(k - j));
      return (this.#at(k, i) - known) / other.#at(0, i);
    });
  }

  exp(): Jet {
    return this.#exponential((value) => Math.exp(value));
  }

  /** exp(f) - 1, without the loss of digits near f = 0. */
  expm1(): Jet {
    const exponential = this.exp();
    return Jet.#build(this.order, this.size, (k, i) =>
      k === 0 ? Math.expm1(this.#at(0, i)) : exponential.#at(k, i),
    );
  }

  log(): Jet {
    return this.#recur(this, (k, i, w) => {
      if (k === 0) return Math.log(this.#at(0, i));
      const known = sum(1, k - 1, (j) => j * w(j) * this.#at(k - j, i)) / k;
      return (this.#at(k, i) - known) / this.#at(0, i);
    });
  }

  /** The square root; derivatives are infinite where f = 0. */
  sqrt(): Jet {
    return this.#recur(this, (k, i, w) => {
      if (k === 0) return Math.sqrt(this.#at(0, i));
      return (this.#at(k, i) - sum(1, k - 1, (j) => w(j) * w(k - j))) / (2 * w(0));
    });
  }

  sin(): Jet {
    return this.#sineCosine().sine;
  }

  cos(): Jet {
    return this.#sineCosine().cosine;
  }

  /** f to a constant power. Whole powers hold everywhere; others need f > 0. */
  power(exponent: number): Jet {
    if (Number.isInteger(exponent) && exponent >= 0) return this.#wholePower(exponent);
    return this.#recur(this, (k, i, w) => {
      if (k === 0) return this.#at(0, i) ** exponent;
      const known = sum(1, k, (j) => (exponent * j - (k - j)) * this.#at(j, i) * w(k - j));
      return known / (k * this.#at(0, i));
    });
  }

  #wholePower(exponent: number): Jet {
    let result = this.constant(1);
    for (let step = 0; step < exponent; step++) result = result.times(this);
    return result;
  }

  #exponential(first: (value: number) => number): Jet {
    return this.#recur(this, (k, i, w) =>
      k === 0 ? first(this.#at(0, i)) : sum(1, k, (j) => j * this.#at(j, i) * w(k - j)) / k,
    );
  }

  #sineCosine(): { readonly sine: Jet; readonly cosine: Jet } {
    const sine = this.#blank();
    const cosine = this.#blank();
    for (let i = 0; i < this.size; i++) {
      set(sine, 0, i, Math.sin(this.#at(0, i)));
      set(cosine, 0, i, Math.cos(this.#at(0, i)));
      for (let k = 1; k <= this.order; k++) {
        set(sine, k, i, sum(1, k, (j) => j * this.#at(j, i) * get(cosine, k - j, i)) / k);
        set(cosine, k, i, -sum(1, k, (j) => j * this.#at(j, i) * get(sine, k - j, i)) / k);
      }
    }
    return { sine: new Jet(sine), cosine: new Jet(cosine) };
  }

  #at(k: number, i: number): number {
    return get(this.#coefficients, k, i);
  }

  #blank(): Float64Array[] {
    return Array.from({ length: this.order + 1 }, () => new Float64Array(this.size));
  }

  #combine(other: Jet, entry: (k: number, i: number) => number): Jet {
    this.#mustMatch(other);
    return Jet.#build(this.order, this.size, entry);
  }

  /** Builds w order by order; `w(j)` reads what is already known at the same time. */
  #recur(other: Jet, entry: (k: number, i: number, w: (j: number) => number) => number): Jet {
    this.#mustMatch(other);
    const result = this.#blank();
    for (let i = 0; i < this.size; i++) {
      const known = (j: number) => get(result, j, i);
      for (let k = 0; k <= this.order; k++) set(result, k, i, entry(k, i, known));
    }
    return new Jet(result);
  }

  #mustMatch(other: Jet): void {
    if (this.order === other.order && this.size === other.size) return;
    throw new HighOrderError({
      message: `Jets differ: order ${this.order} for ${this.size} times, order ${other.order} for ${other.size}.`,
    });
  }

  static #build(order: number, size: number, entry: (k: number, i: number) => number): Jet {
    return new Jet(
      Array.from({ length: order + 1 }, (_, k) => Float64Array.from({ length: size }, (_, i) => entry(k, i))),
    );
  }
}

/** n! as a number. */
export function factorial(n: number): number {
  let result = 1;
  for (let factor = 2; factor <= n; factor++) result *= factor;
  return result;
}

function sum(from: number, to: number, term: (j: number) => number): number {
  let total = 0;
  for (let j = from; j <= to; j++) total += term(j);
  return total;
}

function get(coefficients: readonly Float64Array[], k: number, i: number): number {
  return (coefficients[k] as Float64Array)[i] as number;
}

function set(coefficients: readonly Float64Array[], k: number, i: number, value: number): void {
  (coefficients[k] as Float64Array)[i] = value;
}
