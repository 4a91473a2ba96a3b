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
    const rates = Array.from({ length: order }, (_, k) =>
      new Float64Array(times.length).fill(k === 0 ? 1 : 0),
    );
    return new Jet([times.slice(), ...rates]);
  }

  /** A jet from its derivatives: `derivatives[k][i]` is f^(k) at time i. */
  static fromDerivatives(derivatives: readonly Float64Array[]): Jet {
    return new Jet(derivatives.map((values, k) => values.map((value) => value / factorial(k))));
  }

  /** A constant of the same order and batch size as this jet. */
  constant(value: number): Jet {
    return new Jet(this.#coefficients.map((_, k) => new Float64Array(this.size).fill(k === 0 ? value : 0)));
  }

  /** f^(k) at every time of the batch. Throws where k exceeds the order. */
  derivative(k: number): Float64Array {
    return scaled(this.coefficient(k), factorial(k));
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
    return typeof other === 'number' ? this.affine(1, other) : this.#add(other, 1);
  }

  minus(other: Jet | number): Jet {
    return typeof other === 'number' ? this.affine(1, -other) : this.#add(other, -1);
  }

  scale(factor: number): Jet {
    return this.affine(factor, 0);
  }

  /** factor * f + offset. */
  affine(factor: number, offset: number): Jet {
    return new Jet(this.#coefficients.map((own, k) => shifted(own, factor, k === 0 ? offset : 0)));
  }

  times(other: Jet): Jet {
    this.#mustMatch(other);
    return this.#recur((k) => {
      const result = this.#zeros();
      for (let j = 0; j <= k; j++) addProduct(result, 1, this.coefficient(j), other.coefficient(k - j));
      return result;
    });
  }

  divide(other: Jet): Jet {
    this.#mustMatch(other);
    return this.#recur((k, known) => {
      const result = this.coefficient(k).slice();
      for (let j = 1; j <= k; j++) addProduct(result, -1, other.coefficient(j), known(k - j));
      return divideEach(result, other.value, 1);
    });
  }

  exp(): Jet {
    return this.#recur((k, known) => {
      if (k === 0) return this.value.map(Math.exp);
      const result = this.#zeros();
      for (let j = 1; j <= k; j++) addProduct(result, j / k, this.coefficient(j), known(k - j));
      return result;
    });
  }

  /** exp(f) - 1, without the loss of digits near f = 0. */
  expm1(): Jet {
    const [, ...derivatives] = this.exp().#coefficients;
    return new Jet([this.value.map(Math.expm1), ...derivatives]);
  }

  log(): Jet {
    return this.#recur((k, known) => {
      if (k === 0) return this.value.map(Math.log);
      const result = this.coefficient(k).slice();
      for (let j = 1; j < k; j++) addProduct(result, -j / k, known(j), this.coefficient(k - j));
      return divideEach(result, this.value, 1);
    });
  }

  /** The square root; derivatives are infinite where f = 0. */
  sqrt(): Jet {
    return this.#recur((k, known) => {
      if (k === 0) return this.value.map(Math.sqrt);
      const result = this.coefficient(k).slice();
      for (let j = 1; j < k; j++) addProduct(result, -1, known(j), known(k - j));
      return divideEach(result, known(0), 2);
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
    return this.#recur((k, known) => {
      if (k === 0) return this.value.map((value) => value ** exponent);
      const result = this.#zeros();
      for (let j = 1; j <= k; j++) {
        addProduct(result, (exponent * j - (k - j)) / k, this.coefficient(j), known(k - j));
      }
      return divideEach(result, this.value, 1);
    });
  }

  #wholePower(exponent: number): Jet {
    let result = this.constant(1);
    for (let step = 0; step < exponent; step++) result = result.times(this);
    return result;
  }

  #sineCosine(): { readonly sine: Jet; readonly cosine: Jet } {
    const sine: Float64Array[] = [this.value.map(Math.sin)];
    const cosine: Float64Array[] = [this.value.map(Math.cos)];
    for (let k = 1; k <= this.order; k++) {
      const nextSine = this.#zeros();
      const nextCosine = this.#zeros();
      for (let j = 1; j <= k; j++) {
        addProduct(nextSine, j / k, this.coefficient(j), cosine[k - j] as Float64Array);
        addProduct(nextCosine, -j / k, this.coefficient(j), sine[k - j] as Float64Array);
      }
      sine.push(nextSine);
      cosine.push(nextCosine);
    }
    return { sine: new Jet(sine), cosine: new Jet(cosine) };
  }

  #zeros(): Float64Array {
    return new Float64Array(this.size);
  }

  #add(other: Jet, factor: number): Jet {
    this.#mustMatch(other);
    return new Jet(
      this.#coefficients.map((own, k) => {
        const sum = own.slice();
        const added = other.coefficient(k);
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + factor * (added[i] as number);
        return sum;
      }),
    );
  }

  /** Builds a jet coefficient by coefficient; `known(j)` is a lower one of the jet that is being built. */
  #recur(next: (k: number, known: (j: number) => Float64Array) => Float64Array): Jet {
    const coefficients: Float64Array[] = [];
    const known = (j: number) => coefficients[j] as Float64Array;
    for (let k = 0; k <= this.order; k++) coefficients.push(next(k, known));
    return new Jet(coefficients);
  }

  #mustMatch(other: Jet): void {
    if (this.order === other.order && this.size === other.size) return;
    throw new HighOrderError({
      message: `Jets differ: order ${this.order} for ${this.size} times, order ${other.order} for ${other.size}.`,
    });
  }
}

/** n! as a number. */
export function factorial(n: number): number {
  let result = 1;
  for (let factor = 2; factor <= n; factor++) result *= factor;
  return result;
}

/** into[i] += factor * left[i] * right[i]. Jets spend nearly all their time here. */
function addProduct(into: Float64Array, factor: number, left: Float64Array, right: Float64Array): void {
  for (let i = 0; i < into.length; i++) {
    into[i] = (into[i] as number) + factor * (left[i] as number) * (right[i] as number);
  }
}

// Loops rather than `map`: weights are made for every row of every batch, and a call for each number costs most of it.

/** factor * values[i]. */
function scaled(values: Float64Array, factor: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < result.length; i++) result[i] = factor * (values[i] as number);
  return result;
}

/** factor * values[i] + offset. */
function shifted(values: Float64Array, factor: number, offset: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < result.length; i++) result[i] = factor * (values[i] as number) + offset;
  return result;
}

/** into[i] /= factor * by[i]. Returns `into`. */
function divideEach(into: Float64Array, by: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) / (factor * (by[i] as number));
  return into;
}
