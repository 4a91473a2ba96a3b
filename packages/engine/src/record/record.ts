import { HighOrderError, type Tensor, type TensorRecord, tf } from '@highorder/core';
import type { ElementType, Graph, NamedValue } from '../graph/graph.ts';
import { requireTensorRecord } from '../tensor-record.ts';
import { originOf } from './origin.ts';
import { RecorderBackend } from './recorder-backend.ts';
import { failedRecording, UnsupportedOperation } from './recording-error.ts';
import { type Recording, startRecording } from './recording.ts';
import { registerKernels, unregisterKernels } from './register-kernels.ts';

/** An input of a recorded function. */
export interface InputSpec {
  readonly shape: readonly number[];
  /** float32 where it is left out. */
  readonly type?: ElementType | undefined;
}

/**
 * The operations of `compute` as a graph. It runs once, with tensors that have a shape and no values, on a
 * TensorFlow.js backend of its own; gradients, `tf.tidy` and `tf.customGrad` work as always. A tensor of another
 * backend becomes a constant. The backend that was selected before is selected afterwards.
 *
 * Throws `UnsupportedOperation` where an operation has no place in a graph, and a `HighOrderError` where a value is
 * read, an operation fails, or an output is not a float32 tensor.
 */
export function record(
  compute: (inputs: TensorRecord) => TensorRecord,
  inputs: Readonly<Record<string, InputSpec>>,
): Graph {
  const recording = startRecording();
  let named: readonly NamedValue[] = [];
  onRecorder(recording, () =>
    tf.tidy(() => {
      const outputs = requireTensorRecord(computed(recording, compute, inputTensors(recording, inputs)));
      named = Object.entries(outputs).map(([name, tensor]) => ({ name, value: recording.valueOf(tensor) }));
    }),
  );
  return recording.builder.build(named);
}

function computed(
  recording: Recording,
  compute: (inputs: TensorRecord) => TensorRecord,
  inputs: TensorRecord,
): unknown {
  try {
    const outputs: unknown = compute(inputs);
    // A promise is refused further on. What it may reject with was said by then.
    if (outputs instanceof Promise) outputs.catch(() => undefined);
    if (recording.failure() !== undefined) throw recording.failure();
    return outputs;
  } catch (error) {
    throw error instanceof HighOrderError ? error : understood(error, inputs);
  }
}

function inputTensors(recording: Recording, inputs: Readonly<Record<string, InputSpec>>): TensorRecord {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, type = 'float32' }]): [string, Tensor] => {
      const value = recording.builder.input(name, { shape: [...shape], type });
      return [name, tf.engine().makeTensorFromTensorInfo(recording.tensorOf(value))];
    }),
  );
}

/** Runs on a backend that exists for this recording alone. */
function onRecorder(recording: Recording, run: () => void): void {
  const previous = tf.getBackend();
  const name = freeName();
  registerKernels(name, recording);
  tf.registerBackend(name, () => new RecorderBackend(recording));
  try {
    void tf.setBackend(name);
    run();
  } finally {
    tf.removeBackend(name);
    unregisterKernels(name);
    if (previous) void tf.setBackend(previous);
  }
}

/** Another name than that of a recording under way, should one record inside of another. */
function freeName(): string {
  let name = 'highorder-recorder';
  while (tf.findBackendFactory(name)) name += '-inside';
  return name;
}

/** Kernels that only some backends have are not known by name: the tensor library's own message tells. */
function understood(error: unknown, inputs: TensorRecord): HighOrderError {
  const message = error instanceof Error ? error.message : '';
  const kernel = /^Kernel '(.+)' not registered for backend/.exec(message)?.[1];
  return kernel === undefined
    ? failedRecording(error, originOf(error), inputs)
    : new UnsupportedOperation(kernel, originOf(error), '');
}
