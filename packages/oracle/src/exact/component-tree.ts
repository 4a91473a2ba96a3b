/** Components a leaf: fewer cost more boxes to look at, more cost pairs that nothing sees. */
const LEAF = 8;

/**
 * Boxes around components that lie near each other, halved down to a few components each. Node 0 holds all; a node's
 * two halves stand side by side. Arrays have an entry a node, or `dimension` entries.
 */
export interface ComponentTree {
  /** Components `from` to before `to`, in the order of the tree. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The node of the first half, and the next one is the second; 0 where a node is not halved. */
  readonly half: Int32Array;
  /** The box: its center, and how far it reaches along each axis, [nodes * dimension]. */
  readonly center: Float64Array;
  readonly reach: Float64Array;
  /** The farthest reach. */
  readonly size: Float64Array;
  /** The largest log weight. */
  readonly logWeight: Float64Array;
}

/** A tree, and the order of components in which it counts. */
export interface OrderedTree {
  /** The place of each component in the arrays given, [count]. */
  readonly order: Int32Array;
  readonly tree: ComponentTree;
}

/** Halves components with these means, row by row, at the median of the longest side of their box. */
export function componentTree(means: Float64Array, logWeights: Float64Array, dimension: number): OrderedTree {
  const order = Int32Array.from(logWeights, (_, place) => place);
  const nodes: Node[] = [];
  const queue = [{ from: 0, to: order.length }];
  // Grows while it is walked: halves are put at its end.
  for (const { from, to } of queue) {
    const members = order.subarray(from, to);
    const box = boxOf(members, means, dimension);
    const halved = to - from > LEAF;
    nodes.push({ from, to, ...box, half: halved ? queue.length : 0, logWeight: most(members, logWeights) });
    if (!halved) continue;
    const axis = box.reach.indexOf(Math.max(...box.reach));
    const along = (place: number) => means[place * dimension + axis] as number;
    members.sort((one, other) => along(one) - along(other) || one - other);
    const middle = (from + to) >> 1;
    queue.push({ from, to: middle }, { from: middle, to });
  }
  return { order, tree: packed(nodes) };
}

interface Box {
  readonly center: readonly number[];
  readonly reach: readonly number[];
}

interface Node extends Box {
  readonly from: number;
  readonly to: number;
  readonly half: number;
  readonly logWeight: number;
}

function boxOf(members: Int32Array, means: Float64Array, dimension: number): Box {
  const center: number[] = [];
  const reach: number[] = [];
  for (let axis = 0; axis < dimension; axis++) {
    let [low, high] = [Infinity, -Infinity];
    for (const place of members) {
      const mean = means[place * dimension + axis] as number;
      low = Math.min(low, mean);
      high = Math.max(high, mean);
    }
    const middle = low + (high - low) / 2;
    center.push(middle);
    // The larger of both, so that a rounded center leaves no component outside.
    reach.push(Math.max(high - middle, middle - low));
  }
  return { center, reach };
}

function most(members: Int32Array, values: Float64Array): number {
  return members.reduce((largest, place) => Math.max(largest, values[place] as number), -Infinity);
}

function packed(nodes: readonly Node[]): ComponentTree {
  return {
    from: Int32Array.from(nodes, ({ from }) => from),
    to: Int32Array.from(nodes, ({ to }) => to),
    half: Int32Array.from(nodes, ({ half }) => half),
    center: Float64Array.from(nodes.flatMap(({ center }) => center)),
    reach: Float64Array.from(nodes.flatMap(({ reach }) => reach)),
    size: Float64Array.from(nodes, ({ reach }) => Math.max(...reach)),
    logWeight: Float64Array.from(nodes, ({ logWeight }) => logWeight),
  };
}
