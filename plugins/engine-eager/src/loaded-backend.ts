import { tf } from '@highorder/core';

/** How a backend is brought up. */
export interface BackendRequest {
  /** Threads of the `tensorflow` backend; the others have one. */
  readonly threads: number;
}

/** What a backend that came up says of itself. */
export interface LoadedVersion {
  readonly version: string;
  readonly threads: number;
}

/** Whether TensorFlow.js has the backend up and running. */
export function isInitialized(backend: string): boolean {
  return Object.hasOwn(tf.engine().registry, backend);
}
