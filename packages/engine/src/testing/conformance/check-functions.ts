import { type EngineArray, required, type Tensor, type TensorRecord, tf } from '@highorder/core';
import fc from 'fast-check';
import { selectBackend } from '../../tensor-engine.ts';
import { binaryFunctions, unaryFunctions } from '../functions/elementwise-functions.ts';
import type { FunctionCase, FunctionTrial } from '../functions/function-case.ts';
import { productFunctions } from '../functions/product-functions.ts';
import { shapeFunctions } from '../functions/shape-functions.ts';
import { unlessItThrows, valueAndGradients } from '../same-as-eager.ts';
import { expectNumbers } from './agreement.ts';
import type { Bench, Numbers } from './bench.ts';

/** Ordinary tensor operations, by what they do. */
export const functionFamilies = {
  'functions of one tensor': unaryFunctions,
  'functions of two tensors': binaryFunctions,
  'functions that move and reduce': shapeFunctions,
  'products and blocks of networks': productFunctions,
} satisfies Readonly<Record<string, readonly FunctionCase[]>>;

export type FunctionFamily = keyof typeof functionFamilies;

/** Each function draws shapes of its own in each run, so that a few runs try many. */
const runsOf = ({ runs }: Bench): number => Math.ceil(runs / 6);

/**
 * Functions of ordinary tensor operations, compiled, give the plain backend's values and gradients in all inputs. Those
 * of one run are one function. Where the tensor library itself has no gradient (of some functions that broadcast),
 * values alone are compared.
 */
export async function checkFunctions(family: FunctionFamily, bench: Bench): Promise<void> {
  const cases: readonly FunctionCase[] = functionFamilies[family];
  const trials = fc.record(Object.fromEntries(cases.map(({ name, trials: each }) => [name, each])));
  await fc.assert(
    fc.asyncProperty(trials, async (drawn) => {
      const known = Object.fromEntries(
        Object.entries(drawn).map(([name, trial]) => [name, withGradientIfAny(trial)]),
      );
      const expected = plainResults(known);
      const found = await compiledResults(bench, known);
      for (const [name, numbers] of expected) {
        expectNumbers(named(name, required(found.get(name), name)), named(name, numbers), closeness);
      }
    }),
    { numRuns: runsOf(bench), seed: 6, endOnFailure: true },
  );
}

/** Those of float32 add up over a function and its gradient. */
const closeness = { relative: 2e-5, absolute: 2e-5 };

type Trials = Readonly<Record<string, FunctionTrial>>;

/** Values and gradients by the name of the function. */
type Results = ReadonlyMap<string, Numbers>;

/** The trial, without the gradient where the tensor library throws. */
function withGradientIfAny(trial: FunctionTrial): FunctionTrial {
  selectBackend('cpu');
  const gradient = tf.tidy(
    () => unlessItThrows(() => valueAndGradients(trial.compute, tensorsOf(trial), true)) !== undefined,
  );
  return { ...trial, gradient: trial.gradient && gradient };
}

function plainResults(trials: Trials): Results {
  selectBackend('cpu');
  const results = new Map<string, Numbers>();
  for (const [name, trial] of Object.entries(trials)) {
    tf.tidy(() => {
      const found = valueAndGradients(trial.compute, tensorsOf(trial), trial.gradient);
      const read = Object.entries(found).map(([part, tensor]) => [part, tensor.dataSync()]);
      results.set(name, Object.fromEntries(read));
    });
  }
  return results;
}

function tensorsOf({ inputs }: FunctionTrial): TensorRecord {
  const tensors = inputs.map(({ shape, values }, index): [string, Tensor] => [
    `x${index}`,
    tf.tensor([...values], [...shape], 'float32'),
  ]);
  return Object.fromEntries(tensors);
}

/** Values and gradients of all functions, computed by one compiled function. */
async function compiledResults({ engine }: Bench, trials: Trials): Promise<Results> {
  const inputs: Record<string, EngineArray> = {};
  for (const [name, trial] of Object.entries(trials)) {
    trial.inputs.forEach(({ shape, values }, index) => {
      inputs[`${name}: x${index}`] = engine.upload(Float32Array.from(values), shape);
    });
  }
  const outputs = await engine.compile((given) => allValuesAndGradients(trials, given))(inputs);
  const results = new Map(
    Object.keys(trials).map((name): [string, Numbers] => [
      name,
      within(outputs, name, (array) => array.read()),
    ]),
  );
  for (const array of [...Object.values(inputs), ...Object.values(outputs)]) array.dispose();
  return results;
}

function allValuesAndGradients(trials: Trials, given: TensorRecord): TensorRecord {
  const results = Object.entries(trials).flatMap(([name, { compute, gradient }]) =>
    Object.entries(
      valueAndGradients(
        compute,
        within(given, name, (x) => x),
        gradient,
      ),
    ).map(([part, tensor]): [string, Tensor] => [`${name}: ${part}`, tensor]),
  );
  return Object.fromEntries(results);
}

/** What belongs to a function, by the rest of the name. */
function within<From, To>(
  all: Readonly<Record<string, From>>,
  name: string,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  const prefix = `${name}: `;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), change(value)]),
  );
}

function named(name: string, numbers: Numbers): Numbers {
  return Object.fromEntries(Object.entries(numbers).map(([part, values]) => [`${name}, ${part}`, values]));
}
