import { savedModel } from './saved-model.ts';

/** A model that only XLA can run, with an example. */
export interface XlaProbe {
  /** What belongs into a file `saved_model.pb`. */
  readonly bytes: Uint8Array;
  /** By which names the model knows its input and its output, float32 vectors. */
  readonly input: string;
  readonly output: string;
  readonly given: readonly number[];
  readonly expected: readonly number[];
}

/**
 * Whether XLA is there cannot be asked, and TensorFlow without it passes over the wish to compile and interprets. So
 * the model sorts by an operation that comes with XLA and that XLA alone has code for.
 */
export function xlaProbe(): XlaProbe {
  const given = [3, 1, 2];
  const value = { id: 0, shape: [given.length], type: 'float32' } as const;
  const sort = {
    name: 'sort',
    operation: 'XlaSort',
    inputs: ['i0'],
    attributes: { T: { type: 'float32' } },
  } as const;
  const definition = {
    name: 'probe',
    inputs: [{ name: 'i0', type: 'float32' }],
    nodes: [sort],
    outputs: [{ name: 'o0', type: 'float32', gives: 'sort:output:0' }],
  } as const;
  return {
    bytes: savedModel({ definition, inputs: [value], outputs: [value] }),
    input: 'i0',
    output: 'o0',
    given,
    expected: given.toSorted((a, b) => a - b),
  };
}
