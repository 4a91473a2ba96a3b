import { HighOrderError, type TensorRecord, tf } from '@highorder/core';

/** The value as it is, if it is a map of names to float32 tensors; throws otherwise. */
export function requireTensorRecord(value: unknown): TensorRecord {
  if (!isPlainMap(value)) throw noOutputs('something else than a map of tensors');
  const entries = Object.entries(value);
  if (entries.length === 0) throw noOutputs('no output');
  return Object.fromEntries(entries.map(([name, output]) => [name, requireFloatTensor(name, output)]));
}

function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof tf.Tensor) && !('then' in value);
}

function requireFloatTensor(name: string, output: unknown): tf.Tensor {
  if (!(output instanceof tf.Tensor)) {
    throw new HighOrderError({
      message: `Output "${name}" of the function is not a tensor.`,
      expected: 'a float32 tensor',
    });
  }
  if (output.dtype === 'float32') return output;
  throw new HighOrderError({
    message: `Output "${name}" of the function is a tensor of type ${output.dtype}.`,
    expected: 'a float32 tensor',
    fix: "Convert it with tf.cast(output, 'float32').",
  });
}

function noOutputs(found: string): HighOrderError {
  return new HighOrderError({
    message: `The function gave ${found}.`,
    expected: 'a map of names to float32 tensors, at least one, and no promise',
  });
}
