import { tf } from '@highorder/core';
import { elementType, type HostValues, type Recording } from './recording.ts';

/**
 * The TensorFlow.js backend of one recording. It holds no numbers but constants; kernels, registered beside it, put
 * nodes into the recording's graph.
 */
export class RecorderBackend extends tf.KernelBackend {
  readonly recording: Recording;

  constructor(recording: Recording) {
    super();
    this.recording = recording;
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    return this.recording.tensorOf(this.recording.constant(numbers(values, dtype), shape, dtype)).dataId;
  }

  override readSync(id: tf.DataId): Float32Array | Int32Array | Uint8Array {
    return this.recording.read(id);
  }

  override async read(id: tf.DataId): Promise<Float32Array | Int32Array | Uint8Array> {
    return this.recording.read(id);
  }

  override numDataIds(): number {
    return 0;
  }

  override refCount(): number {
    return 1;
  }

  override incRef(): void {
    // Nothing is counted: the graph remembers every value.
  }

  // True: the tensor library forgets the tensor. The graph remembers its value.
  override disposeData(): boolean {
    return true;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    // It holds nothing of its own.
  }
}

/** The values of a tensor that is neither of strings nor complex. */
function numbers(values: tf.backend_util.BackendValues, dtype: tf.DataType): HostValues {
  elementType(dtype);
  return Array.from(values, Number);
}
