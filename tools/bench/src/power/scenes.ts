import { type GaussianComponent, type GaussianMixture, isotropic } from '@highorder/core';

/** A truth, and samplers that are wrong. */
export interface Scene {
  readonly name: string;
  readonly truth: GaussianMixture;
  readonly wrong: readonly { readonly name: string; readonly samples: GaussianMixture }[];
}

type Place = readonly [x: number, y: number];

/** Eight modes of variance 0.3 on a circle of radius 10. The bridge leads from one of them to the next. */
export function eightModes(): Scene {
  const places = arc({ count: 8, radius: 10, from: 0, to: 2 * Math.PI });
  const truth = mixtureOf(places, 0.3);
  const bridge = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((part) => between(places, part));
  return {
    name: 'eight modes',
    truth,
    wrong: [
      { name: 'shifted by 0.5', samples: shifted(truth, 0.5) },
      { name: 'half of one mode missing', samples: thinned(truth, [0]) },
      { name: '4 % on a bridge', samples: blended(truth, mixtureOf(bridge, 0.1), 0.04) },
    ],
  };
}

/** A circle of radius 3, a mouth and two eyes, of deviation 0.1. The bridge is the empty face. */
export function smiley(): Scene {
  const face = arc({ count: 60, radius: 3, from: 0, to: 2 * Math.PI });
  const mouth = arc({ count: 12, radius: 1.8, from: 1.2 * Math.PI, to: 1.8 * Math.PI });
  // Each eye is as heavy as six places of the circle.
  const eyes = [-1.2, 1.2].flatMap((x): Place[] => new Array<Place>(6).fill([x, 1]));
  const truth = mixtureOf([...eyes, ...face, ...mouth], 0.01);
  const filling = [0.4, 0.9, 2.4].flatMap((radius) =>
    arc({ count: Math.round(10 * radius), radius, from: 0, to: 2 * Math.PI }),
  );
  return {
    name: 'smiley',
    truth,
    wrong: [
      { name: 'shifted by 0.15', samples: shifted(truth, 0.15) },
      { name: 'half of one eye missing', samples: thinned(truth, [0, 1, 2, 3, 4, 5]) },
      { name: '4 % in the empty face', samples: blended(truth, mixtureOf(filling, 0.04), 0.04) },
    ],
  };
}

interface Arc {
  readonly count: number;
  readonly radius: number;
  readonly from: number;
  readonly to: number;
}

function arc({ count, radius, from, to }: Arc): readonly Place[] {
  return Array.from({ length: count }, (_, index): Place => {
    const angle = from + ((to - from) * (index + 0.5)) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** A place between the first two. */
function between([from = [0, 0], to = [0, 0]]: readonly Place[], part: number): Place {
  return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
}

function mixtureOf(places: readonly Place[], variance: number): GaussianMixture {
  const covariance = isotropic(2, variance);
  return normalized(places.map((mean) => ({ weight: 1, mean, covariance })));
}

function shifted({ components }: GaussianMixture, by: number): GaussianMixture {
  return normalized(
    components.map((own) => ({ ...own, mean: [Number(own.mean[0]) + by, Number(own.mean[1])] })),
  );
}

/** Half of the weight of these components is gone. */
function thinned({ components }: GaussianMixture, which: readonly number[]): GaussianMixture {
  return normalized(
    components.map((own, index) => (which.includes(index) ? { ...own, weight: own.weight / 2 } : own)),
  );
}

function blended(truth: GaussianMixture, other: GaussianMixture, share: number): GaussianMixture {
  const scaled = (mixture: GaussianMixture, by: number) =>
    mixture.components.map((own) => ({ ...own, weight: own.weight * by }));
  return normalized([...scaled(truth, 1 - share), ...scaled(other, share)]);
}

function normalized(components: readonly GaussianComponent[]): GaussianMixture {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  return { dimension: 2, components: components.map((own) => ({ ...own, weight: own.weight / total })) };
}
