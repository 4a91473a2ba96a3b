import type { EngineDescription } from '@highorder/core';

/** Such as `onnxruntime 1.30, 1 thread`. */
export function versionOf({ backend, version, threads }: EngineDescription): string {
  const name = version.includes(backend) ? version : `${backend} ${version}`;
  return threads === undefined ? name : `${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
