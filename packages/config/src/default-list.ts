import { slotOf } from '@highorder/core';
import type { DefaultList } from './apply-override.ts';
import { experimentSchema } from './experiment-schema.ts';
import { type LocatedList, locatedOf, type Path } from './located.ts';
import { peel, shapeOf } from './peel.ts';

/** The list that an experiment has by default at a path outside of components. */
export const defaultListOf: DefaultList = (path: Path): LocatedList | undefined => {
  const field = fieldAt(path);
  if (field?.fallback === undefined) return undefined;
  const node = locatedOf(field.fallback.value, { type: 'default', owner: 'experiment' });
  return node.type === 'list' ? node : undefined;
};

function fieldAt(path: Path): ReturnType<typeof peel> | undefined {
  return path.reduce<ReturnType<typeof peel> | undefined>((field, name) => {
    if (field === undefined || slotOf(field.inner) !== undefined) return undefined;
    const shape = shapeOf(field.inner);
    // `constructor` and the like are no fields, though every object has them.
    const inner = shape !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
    return inner === undefined ? undefined : peel(inner);
  }, peel(experimentSchema));
}
