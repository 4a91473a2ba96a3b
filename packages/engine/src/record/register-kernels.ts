import { required, tf } from '@highorder/core';
import { attributeReader, type KernelCall, type KernelRecorder } from './kernel-call.ts';
import { recordedKernels } from './kernels/index.ts';
import { UnsupportedOperation } from './recording-error.ts';
import type { Recording } from './recording.ts';

/** Registers the kernels of a recording's backend; every kernel that cannot be recorded says so by its name. */
export function registerKernels(backendName: string, recording: Recording): void {
  for (const [kernelName, record] of Object.entries(recordedKernels)) {
    tf.registerKernel({ kernelName, backendName, kernelFunc: kernelFunction(record, recording) });
  }
  for (const kernelName of otherKernels()) {
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: () => {
        throw new UnsupportedOperation(kernelName);
      },
    });
  }
}

/** Removes all kernels of a backend. */
export function unregisterKernels(backendName: string): void {
  for (const { kernelName } of tf.getKernelsForBackend(backendName))
    tf.unregisterKernel(kernelName, backendName);
}

function kernelFunction(record: KernelRecorder, recording: Recording): tf.KernelFunc {
  return ({ inputs, attrs }) => {
    const result = record(kernelCall(recording, inputs, attrs));
    return isList(result) ? result.map(recording.tensorOf) : recording.tensorOf(result);
  };
}

function kernelCall(
  recording: Recording,
  inputs: tf.NamedTensorInfoMap,
  attributes: tf.NamedAttrMap | undefined,
): KernelCall {
  const optionalInput = (name: string) => {
    const tensor = inputs[name];
    return tensor === undefined || tensor === null ? undefined : recording.valueOf(tensor);
  };
  return {
    graph: recording.builder.operations,
    constant: recording.constant,
    optionalInput,
    input: (name) => required(optionalInput(name), `A kernel was called without its input ${name}.`),
    get inputs() {
      return Object.values(inputs).flatMap((tensor) =>
        tensor === undefined ? [] : [recording.valueOf(tensor)],
      );
    },
    attributes: attributeReader(attributes),
  };
}

/** The tensor library's own kernels that are not recorded: their names are what it exports in capital letters. */
function otherKernels(): readonly string[] {
  const exported: readonly unknown[] = Object.values(tf);
  const names = exported.filter((value): value is string => typeof value === 'string');
  return [...new Set(names)].filter((name) => /^_?[A-Z]/.test(name) && !(name in recordedKernels));
}

const isList = <Item>(value: Item | readonly Item[]): value is readonly Item[] => Array.isArray(value);
