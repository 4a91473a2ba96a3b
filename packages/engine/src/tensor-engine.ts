import {
  type CompiledFunction,
  type Engine,
  type EngineArray,
  type EngineArrays,
  type EngineDescription,
  HighOrderError,
  type Tensor,
  type TensorRecord,
  tf,
} from '@highorder/core';
import { disposedArray, foreignArray, notOpen } from './array-errors.ts';
import { requireFilledShape } from './filled-shape.ts';
import { requireTensorRecord } from './tensor-record.ts';

/** What a tensor engine runs on. */
export interface TensorEngineParts {
  /**
   * Makes sure that a TensorFlow.js backend is registered and initialized, and describes it; `backend` is the name it
   * is registered by. Throws, with the way out, where it cannot.
   */
  load(): Promise<EngineDescription>;
}

/**
 * An engine that runs `tf` operations one by one on a TensorFlow.js backend.
 *
 * Engines with different backends can live in one process and take turns: each names its backend before it works,
 * and works without a pause. What is left selected afterwards is nobody's business. No tensor outlives a call but
 * the outputs.
 */
export function tensorEngine({ load }: TensorEngineParts): Engine {
  const tensors = new WeakMap<EngineArray, Tensor>();
  let opened: EngineDescription | undefined;

  const select = () => {
    if (opened === undefined) throw notOpen();
    selectBackend(opened.backend);
  };
  const hold = (tensor: Tensor): EngineArray => {
    const array = arrayOf(tensor);
    tensors.set(array, tensor);
    return array;
  };
  return {
    async open() {
      opened ??= await load();
      return opened;
    },
    upload(values, shape) {
      requireFilledShape(values, shape);
      select();
      // Some backends keep the array they are given, so they are given one of their own.
      return hold(tf.keep(tf.tensor(values.slice(), [...shape], 'float32')));
    },
    compile(compute): CompiledFunction {
      return async (inputs) => {
        select();
        const results = runTidily(compute, inputTensors(tensors, inputs));
        return mapRecord(results, hold);
      };
    },
  };
}

/** Selects a backend that is initialized, or whose factory gives it at once. It is selected when this returns. */
export function selectBackend(name: string): void {
  // The promise is of no interest: nothing is awaited for such a backend. Selecting sets up every kernel anew, so a
  // backend that is selected already is left alone.
  if (tf.getBackend() !== name) void tf.setBackend(name);
}

function arrayOf(tensor: Tensor): EngineArray {
  return {
    shape: tensor.shape,
    read() {
      if (tensor.isDisposed) throw disposedArray(`an array of shape [${tensor.shape}]`);
      return Float32Array.from(tensor.dataSync());
    },
    dispose: () => tensor.dispose(),
  };
}

function inputTensors(tensors: WeakMap<EngineArray, Tensor>, inputs: EngineArrays): TensorRecord {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, array]) => {
      const tensor = tensors.get(array);
      if (tensor === undefined) throw foreignArray(name);
      if (tensor.isDisposed) throw disposedArray(`input "${name}"`);
      return [name, tensor];
    }),
  );
}

/** The outputs as kept tensors of their own; everything else that `compute` made is freed. */
function runTidily(compute: (inputs: TensorRecord) => TensorRecord, inputs: TensorRecord): TensorRecord {
  try {
    return tf.tidy(() => {
      const outputs = requireTensorRecord(compute({ ...inputs }));
      return mapRecord(outputs, (output) => tf.keep(tf.clone(output)));
    });
  } catch (error) {
    throw error instanceof HighOrderError ? error : failedOperation(error, inputs);
  }
}

function mapRecord<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function failedOperation(error: unknown, inputs: TensorRecord): HighOrderError {
  const shapes = Object.entries(inputs).map(([name, { shape }]) => `${name} [${shape}]`);
  return new HighOrderError({
    message: `A tensor operation failed: ${error instanceof Error ? error.message : String(error)}`,
    expected: `operations that fit the inputs ${shapes.join(', ')}`,
    cause: error,
  });
}
