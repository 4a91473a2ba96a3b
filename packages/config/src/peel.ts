import { slotOf } from '@highorder/core';
import { z } from 'zod';

/** A schema without its wrappers, and what the wrappers said. */
export interface Peeled {
  /** A slot, or a schema that is no wrapper. */
  readonly inner: z.ZodType;
  /** What stands where nothing is written, as a user would write it. */
  readonly fallback: Fallback | undefined;
  /** Whether null may be written. */
  readonly nullable: boolean;
  /** Whether it may be left out although there is no fallback. */
  readonly optional: boolean;
  readonly description: string | undefined;
}

export interface Fallback {
  readonly value: unknown;
}

const bare: Omit<Peeled, 'inner'> = {
  fallback: undefined,
  nullable: false,
  optional: false,
  description: undefined,
};

/** Takes defaults, descriptions, optional, nullable and the like off a schema. The outermost word counts. */
export function peel(schema: z.core.$ZodType): Peeled {
  let peeled = bare;
  let current = asType(schema);
  for (;;) {
    peeled = { ...peeled, description: peeled.description ?? current.description };
    const wrapped = slotOf(current) === undefined ? unwrap(current, peeled) : undefined;
    if (wrapped === undefined) return { ...peeled, inner: current };
    ({ inner: current, ...peeled } = wrapped);
  }
}

function unwrap(schema: z.ZodType, outer: Omit<Peeled, 'inner'>): Peeled | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    const fallback = outer.fallback ?? { value: schema.def.defaultValue };
    return { ...outer, fallback, inner: asType(schema.def.innerType) };
  }
  if (schema instanceof z.ZodOptional)
    return { ...outer, optional: true, inner: asType(schema.def.innerType) };
  if (schema instanceof z.ZodNullable)
    return { ...outer, nullable: true, inner: asType(schema.def.innerType) };
  if (isTransparent(schema)) return { ...outer, inner: asType(schema.def.innerType) };
  if (schema instanceof z.ZodLazy) return { ...outer, inner: asType(schema.def.getter()) };
  if (schema instanceof z.ZodPipe) return unwrapPipe(schema, outer);
  return undefined;
}

function isTransparent(schema: z.ZodType): schema is z.ZodReadonly | z.ZodNonOptional | z.ZodCatch {
  return (
    schema instanceof z.ZodReadonly || schema instanceof z.ZodNonOptional || schema instanceof z.ZodCatch
  );
}

/** What is written is the input of a pipe. A default around a pipe is its output, so nothing is known of its input. */
function unwrapPipe(pipe: z.ZodPipe, outer: Omit<Peeled, 'inner'>): Peeled {
  const { in: input, out } = pipe.def;
  const optional = outer.optional || outer.fallback !== undefined;
  return {
    ...outer,
    optional,
    fallback: undefined,
    inner: asType(input instanceof z.ZodTransform ? out : input),
  };
}

/** The schema as one of zod's own classes, which every schema is that `zod` makes. */
export function asType(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new TypeError('An option schema must be made with zod, not with zod/mini or zod/core.');
}

/** The fields of a schema of maps: of an object, or of objects joined by `and`. */
export function shapeOf(schema: z.ZodType): z.ZodRawShape | undefined {
  if (schema instanceof z.ZodObject) return schema.def.shape;
  if (!(schema instanceof z.ZodIntersection)) return undefined;
  const left = shapeOf(peel(schema.def.left).inner);
  const right = shapeOf(peel(schema.def.right).inner);
  return left === undefined || right === undefined ? undefined : { ...left, ...right };
}
