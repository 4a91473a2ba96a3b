import type { Distribution } from '@highorder/core';

/** A distribution of known dimension that is made when it is first asked for points, or for its mixture. */
export function lazyDistribution(dimension: number, make: () => Distribution): Distribution {
  let made: Distribution | undefined;
  const live = () => (made ??= make());
  return {
    dimension,
    get mixture() {
      return live().mixture;
    },
    sample: (count, random) => live().sample(count, random),
  };
}
