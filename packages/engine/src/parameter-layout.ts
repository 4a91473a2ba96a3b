import {
  HighOrderError,
  type OrderHead,
  type Parameters,
  type ParameterSpec,
  randomStream,
  sizeOf,
  type Tensor1D,
  tf,
} from '@highorder/core';

/** One trainable array within the flat vector of all. */
export interface ParameterSlot {
  /** Unique: `heads.<index of the head>.<name within the head>`. */
  readonly name: string;
  /** Index of its head in the list. */
  readonly head: number;
  readonly spec: ParameterSpec;
  /** Where it begins in the flat vector, and how many numbers it has. */
  readonly offset: number;
  readonly size: number;
}

/** How the parameters of several heads lie in one flat vector: head by head, in the order that each head gives. */
export interface ParameterLayout {
  /** Number of heads. */
  readonly heads: number;
  readonly slots: readonly ParameterSlot[];
  /** Length of the flat vector. */
  readonly size: number;
}

/**
 * The layout of the parameters of `heads` for points of `dimension` coordinates. Throws where two parameters of a head
 * share a name.
 */
export function parameterLayout(
  heads: readonly Pick<OrderHead, 'parameters'>[],
  dimension: number,
): ParameterLayout {
  let size = 0;
  const slots = heads.flatMap((each, head) =>
    each.parameters(dimension).map((spec): ParameterSlot => {
      const slot = {
        name: `heads.${head}.${spec.name}`,
        head,
        spec,
        offset: size,
        size: sizeOf(spec.shape),
      };
      size += slot.size;
      return slot;
    }),
  );
  requireUniqueNames(slots);
  return { heads: heads.length, slots, size };
}

/**
 * The initial flat vector, [layout.size]: each parameter draws from a stream of its own, named by the parameter, so
 * that a change of one head leaves the others as they were. Throws where a parameter does not fill its shape.
 */
export function initialParameters(layout: ParameterLayout, seed: number): Float32Array {
  const flat = new Float32Array(layout.size);
  for (const { name, spec, offset, size } of layout.slots) {
    const values = spec.initial(randomStream({ seed, purpose: `parameters/${name}` }));
    if (values.length !== size) throw unfilledParameter(name, spec, values.length);
    flat.set(values, offset);
  }
  return flat;
}

/**
 * The parameters of each head, from the flat vector [layout.size]. Pure; gradients flow to the flat vector, zeros from
 * parameters that are not used.
 */
export function splitParameters(flat: Tensor1D, layout: ParameterLayout): readonly Parameters[] {
  const pieces = layout.slots.length === 0 ? [] : splitInto(flat, layout);
  return Array.from({ length: layout.heads }, (_, head) =>
    Object.fromEntries(
      layout.slots.flatMap((slot, index) => {
        const piece = pieces[index];
        return slot.head === head && piece !== undefined
          ? [[slot.spec.name, tf.reshape(piece, [...slot.spec.shape])]]
          : [];
      }),
    ),
  );
}

function splitInto(flat: Tensor1D, { slots, size }: ParameterLayout): readonly Tensor1D[] {
  if (flat.size !== size) {
    throw new HighOrderError({
      message: `A flat vector of ${flat.size} numbers does not fit the parameters.`,
      expected: `${size} numbers`,
    });
  }
  return tf.split(
    flat,
    slots.map((slot) => slot.size),
  );
}

function requireUniqueNames(slots: readonly ParameterSlot[]): void {
  const seen = new Set<string>();
  for (const { name } of slots) {
    if (seen.has(name)) {
      throw new HighOrderError({
        where: name,
        message: 'Two parameters of a head have this name.',
        expected: 'names that are unique within the head',
      });
    }
    seen.add(name);
  }
}

function unfilledParameter(name: string, { shape }: ParameterSpec, found: number): HighOrderError {
  return new HighOrderError({
    where: name,
    message: `Its initial values are ${found} numbers.`,
    expected: `${sizeOf(shape)}, which fill its shape [${shape}]`,
  });
}
