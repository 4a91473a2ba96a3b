import {
  type CompiledFunction,
  type Engine,
  type EngineArrays,
  required,
  type TensorRecord,
  tf,
} from '@highorder/core';
import { gradientNorm, initialParameters, type ParameterLayout } from '@highorder/engine';
import { lossGradient } from './loss-gradient.ts';
import type { Model } from './model.ts';
import { rowLosses } from './training-loss.ts';

/** Below this share of the gradient's norm a term contributes nothing; below this relative change a network stands still. */
const NEGLIGIBLE = 1e-6;

/** Something that takes no part in training. */
export interface Finding {
  /** Its path in the configuration, such as `losses.1`. */
  readonly subject: string;
  readonly message: string;
}

/** Looks at a training state and says, in words, what does not take part in training. */
export interface Diagnosis {
  /** Terms from which no gradient comes at this state and batch. */
  terms(inputs: EngineArrays): Promise<readonly Finding[]>;
  /** Networks that are still where they started. */
  networks(parameters: Float32Array): readonly Finding[];
}

/** A diagnosis of a model in training. */
export function createDiagnosis(model: Model, engine: Engine): Diagnosis {
  const measure = engine.compile(termNorms(model));
  return {
    terms: (inputs) => idleTerms(model, measure, inputs),
    networks: (parameters) => idleNetworks(model, parameters),
  };
}

/**
 * The norm of the weighted gradient of each term on each network, [terms, heads]. Networks are looked at one by one: a term with
 * a small weight that alone teaches a network is no idle term.
 */
function termNorms(model: Model): (inputs: TensorRecord) => TensorRecord {
  const { losses } = model.experiment;
  return (inputs) => {
    const norms = losses.map(({ weight }, index) => {
      const { gradient } = lossGradient(model, inputs, (flows) => {
        const rows = required(rowLosses(model, flows, inputs)[index], 'Every term has rows.');
        return { loss: tf.mul(tf.mean(rows), weight), reported: [] };
      });
      return tf.stack(
        headRanges(model).map(({ from, size }) => gradientNorm(tf.slice(gradient, from, size))),
      );
    });
    return { norms: tf.stack(norms) };
  };
}

/** Where the parameters of each head lie; heads without parameters are left out. */
function headRanges({ layout }: Model): readonly { readonly from: number; readonly size: number }[] {
  return Array.from({ length: layout.heads }, (_, head) => {
    const slots = layout.slots.filter((slot) => slot.head === head);
    return { from: slots[0]?.offset ?? 0, size: slots.reduce((sum, slot) => sum + slot.size, 0) };
  }).filter(({ size }) => size > 0);
}

async function idleTerms(
  model: Model,
  measure: CompiledFunction,
  inputs: EngineArrays,
): Promise<readonly Finding[]> {
  const { norms } = await measure(inputs);
  const values = norms?.read() ?? new Float32Array();
  norms?.dispose();
  return model.experiment.losses.flatMap(({ name, weight }, index) => {
    const share = largestShare(values, index, headRanges(model).length);
    if (share >= NEGLIGIBLE) return [];
    const message =
      `Loss term ${name} (losses.${index}, weight ${weight}) contributes nothing: its share of the gradient's norm ` +
      `is at most ${share.toExponential(1)} on any network. Raise its weight, or drop it.`;
    return [{ subject: `losses.${index}`, message }];
  });
}

/** The share of a term in the gradient of the network on which it has most say; `norms` is [terms, heads]. */
function largestShare(norms: Float32Array, term: number, heads: number): number {
  const shares = Array.from({ length: heads }, (_, head) => {
    const ofHead = norms.filter((_value, at) => at % heads === head);
    const whole = Math.hypot(...ofHead);
    return whole === 0 ? 0 : Number(ofHead[term]) / whole;
  });
  return Math.max(0, ...shares);
}

function idleNetworks({ experiment, layout }: Model, parameters: Float32Array): readonly Finding[] {
  const initial = initialParameters(layout, experiment.seed);
  return experiment.heads.flatMap(({ use, component }, index) => {
    if (!standsStill(layout, index, { initial, parameters })) return [];
    const message =
      `The network of order ${component.orders.join(', ')} (heads.${index}, ${use}) does not move: its parameters are ` +
      `still those it was given at the start. Add a loss term that reaches it.`;
    return [{ subject: `heads.${index}`, message }];
  });
}

function standsStill(
  { slots }: ParameterLayout,
  index: number,
  { initial, parameters }: { readonly initial: Float32Array; readonly parameters: Float32Array },
): boolean {
  let change = 0;
  let size = 0;
  for (const { offset, size: length } of slots.filter(({ head }) => head === index)) {
    for (let at = offset; at < offset + length; at++) {
      change += (Number(parameters[at]) - Number(initial[at])) ** 2;
      size += Number(initial[at]) ** 2;
    }
  }
  return size > 0 && change <= NEGLIGIBLE ** 2 * size;
}
