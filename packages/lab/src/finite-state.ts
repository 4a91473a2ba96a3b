import { HighOrderError } from '@highorder/core';
import type { StoredArrays } from './files/safetensors.ts';

/** Throws where a number of a training state is not finite, naming the vector. */
export function requireFinite(arrays: StoredArrays, where: string): void {
  for (const [name, { values }] of Object.entries(arrays)) {
    const count = values.reduce((sum, value) => (Number.isFinite(value) ? sum : sum + 1), 0);
    if (count === 0) continue;
    throw new NotFinite(where, `${count} of the ${values.length} numbers of "${name}" are not finite.`);
  }
}

/** A training state that no training can go on from. */
export class NotFinite extends HighOrderError {
  constructor(where: string, message: string) {
    super({ where, message });
    this.name = 'NotFinite';
  }
}
