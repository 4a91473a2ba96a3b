import { type GaussianComponent, type GaussianMixture, required } from '@highorder/core';

/** Components that are counted as one mode. */
export interface ModeGroup {
  /** Indices of the components. */
  readonly members: readonly number[];
  /** Sum of their weights. */
  readonly weight: number;
}

/**
 * Divides the components of a mixture into at most `limit` groups of neighbors of about equal weight. The heaviest
 * group is cut in two, at the middle of its weight along its longest axis, until there are enough. Deterministic.
 */
export function groupModes({ components }: GaussianMixture, limit: number): readonly ModeGroup[] {
  const groups = [makeGroup([...components.keys()], components)];
  const wanted = Math.min(Math.max(1, limit), components.length);
  while (groups.length < wanted) {
    const heaviest = required(
      groups.filter(({ members }) => members.length > 1).toSorted((a, b) => b.weight - a.weight)[0],
      'Fewer groups than components leave one to cut.',
    );
    groups.splice(groups.indexOf(heaviest), 1, ...cut(heaviest, components));
  }
  return groups;
}

function makeGroup(members: readonly number[], components: readonly GaussianComponent[]): ModeGroup {
  return { members, weight: members.reduce((sum, member) => sum + Number(components[member]?.weight), 0) };
}

function cut({ members, weight }: ModeGroup, components: readonly GaussianComponent[]): readonly ModeGroup[] {
  const axis = longestAxis(members, components);
  const ordered = members.toSorted(
    (a, b) => coordinate(components, a, axis) - coordinate(components, b, axis),
  );
  let below = 0;
  // The last member stays on the right, so that neither side is empty.
  let size = 0;
  while (size < ordered.length - 1 && (size === 0 || below < weight / 2 - 1e-12)) {
    below += Number(components[Number(ordered[size])]?.weight);
    size++;
  }
  return [makeGroup(ordered.slice(0, size), components), makeGroup(ordered.slice(size), components)];
}

function longestAxis(members: readonly number[], components: readonly GaussianComponent[]): number {
  const dimension = Number(components[0]?.mean.length);
  const extents = Array.from({ length: dimension }, (_, axis) => {
    const along = members.map((member) => coordinate(components, member, axis));
    return (
      along.reduce((most, value) => Math.max(most, value), -Infinity) -
      along.reduce((least, value) => Math.min(least, value), Infinity)
    );
  });
  return extents.reduce((longest, extent, axis) => (extent > Number(extents[longest]) ? axis : longest), 0);
}

function coordinate(components: readonly GaussianComponent[], member: number, axis: number): number {
  return Number(components[member]?.mean[axis]);
}
