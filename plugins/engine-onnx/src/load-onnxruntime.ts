import { InputError } from '@highorder/core';
import type * as onnxRuntime from 'onnxruntime-node';

/** The part of ONNX Runtime's interface for Node that is used here. */
export type OnnxRuntime = Pick<typeof onnxRuntime, 'env' | 'InferenceSession' | 'Tensor'>;

/**
 * Brings up ONNX Runtime without its telemetry, which would write a device id and events below the user's home and send them.
 * Throws, with the way out, where it is not installed or does not load here.
 */
export async function loadOnnxRuntime(
  load: () => Promise<OnnxRuntime> = () => import('onnxruntime-node'),
): Promise<OnnxRuntime> {
  // Its native library reads the variable when it is loaded.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  try {
    return await load();
  } catch (error) {
    throw isMissing(error) ? notInstalled(error) : notLoading(error);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}

function notInstalled(cause: unknown): InputError {
  return new InputError({
    where: 'engine onnx',
    message: 'The package onnxruntime-node is not installed.',
    fix: 'Install it with `npm install onnxruntime-node --ignore-scripts`, or choose engine: { use: eager }.',
    cause,
  });
}

function notLoading(cause: unknown): InputError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new InputError({
    where: 'engine onnx',
    message: `ONNX Runtime does not load: ${message
      .split('\n', 1)
      .join('')
      .replace(/[.\s]+$/, '')}.`,
    expected: 'Linux, macOS or Windows on a processor with a library in the package onnxruntime-node',
    fix: 'Choose engine: { use: eager }.',
    cause,
  });
}
