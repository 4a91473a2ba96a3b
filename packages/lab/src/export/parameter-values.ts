import type { ParameterLayout, ParameterSlot } from '@highorder/engine';
import type { StoredArray, StoredArrays } from '../files/safetensors.ts';

/** The parameters by their names in the layout, as this project has them: weights are [inputs, outputs]. */
export function namedParameters(
  { slots }: ParameterLayout,
  flat: Float32Array,
): Readonly<Record<string, Float32Array>> {
  return Object.fromEntries(slots.map((slot) => [slot.name, valuesOf(slot, flat)]));
}

/**
 * The parameters as `torch.nn` has them: under the same names, `heads.0.layers.0.weight` say, with matrices whose name
 * ends in `weight` turned to [outputs, inputs], as `torch.nn.Linear` multiplies by the transpose of its weight.
 */
export function torchParameters({ slots }: ParameterLayout, flat: Float32Array): StoredArrays {
  return Object.fromEntries(
    slots.map((slot) => {
      const { shape } = slot.spec;
      const values = valuesOf(slot, flat);
      const isLinear = shape.length === 2 && /(?:^|\.)weight$/.test(slot.spec.name);
      return [slot.name, isLinear ? turned(shape, values) : { shape, values }];
    }),
  );
}

function valuesOf({ offset, size }: ParameterSlot, flat: Float32Array): Float32Array {
  return flat.slice(offset, offset + size);
}

function turned([inputs = 0, outputs = 0]: readonly number[], values: Float32Array): StoredArray {
  const turnedValues = values.map((_, index) => {
    const output = Math.floor(index / inputs);
    return values[(index % inputs) * outputs + output] ?? 0;
  });
  return { shape: [outputs, inputs], values: turnedValues };
}
