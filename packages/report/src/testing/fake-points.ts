/** A row of numbers: a point, or a path's number, its time and a point. */
export type FakePoint = readonly number[];

interface Wanted {
  readonly dimension: number;
  readonly count: number;
  readonly seed: number;
}

/** Standard normal numbers, the same for the same seed: a small generator is enough for pictures. */
export function normals(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Points on a ring of eight Gaussians in the first two coordinates, standard normal in the others. */
function ring(radius: number, turn: number, { dimension, count, seed }: Wanted): readonly FakePoint[] {
  const normal = normals(seed);
  return Array.from({ length: count }, (_, index) => {
    const angle = ((index % 8) * Math.PI) / 4 + turn;
    const centre = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return Array.from({ length: dimension }, (_unused, axis) => (centre[axis] ?? 0) + 0.55 * normal());
  });
}

/** The files of `samples/` by name: one step misses the target a little, sixteen hit it. */
export function fakeSamples(wanted: Wanted): Readonly<Record<string, readonly FakePoint[]>> {
  const { seed } = wanted;
  const blurred = (spread: number, of: readonly FakePoint[]) => {
    const normal = normals(seed + 7);
    return of.map((point) => point.map((value) => value * (1 - spread / 8) + spread * normal()));
  };
  const target = (offset: number) => ring(13, Math.PI / 8, { ...wanted, seed: seed + offset });
  return {
    source: ring(6, 0, { ...wanted, seed: seed + 1 }),
    target: target(2),
    'steps-1': blurred(1.2, target(3)),
    'steps-4': blurred(0.5, target(4)),
    'steps-16': blurred(0.1, target(5)),
    'steps-64': target(6),
  };
}

/** Paths of 33 points that bend from the source ring to the target ring. */
export function fakePaths(wanted: Wanted): readonly FakePoint[] {
  const from = ring(6, 0, { ...wanted, seed: wanted.seed + 11 });
  const to = ring(13, Math.PI / 8, { ...wanted, seed: wanted.seed + 12 });
  return from.flatMap((start, path) =>
    Array.from({ length: 33 }, (_, index) => {
      const t = index / 32;
      const bend = Math.sin(Math.PI * t) * (path % 2 === 0 ? 1 : -1);
      return [path, t, ...start.map((value, axis) => value * (1 - t) + (to[path]?.[axis] ?? 0) * t + bend)];
    }),
  );
}
