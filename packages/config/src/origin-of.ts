import { type LocatedNode, nodeAt } from './located.ts';
import type { Origin } from './origin.ts';

/** The origin of what stands at a path, such as `losses.1.order`, or of the nearest part around it. */
export function originOf(tree: LocatedNode, path: string): Origin {
  const names = path === '' ? [] : path.split('.');
  for (let length = names.length; length > 0; length--) {
    const node = nodeAt(tree, names.slice(0, length));
    if (node !== undefined) return node.origin;
  }
  return tree.origin;
}
