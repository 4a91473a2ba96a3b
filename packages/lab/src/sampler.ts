import {
  type Engine,
  type EngineArray,
  fromUnits,
  type Points,
  points,
  required,
  type Tensor1D,
  type Tensor2D,
  type TensorRecord,
  timeGrid,
  toUnits,
} from '@highorder/core';
import { giveTurn } from './give-turn.ts';
import { flowOf, type Model } from './model.ts';

/** Points on their way: all at the same time. */
export interface PathMoment {
  readonly t: number;
  /** In the data's own units. */
  readonly points: Points;
}

/** What to sample. */
export interface SampleRequest {
  /** The flow's parameters, as the engine holds them. */
  readonly parameters: EngineArray;
  /** Where the paths begin, in the data's own units. */
  readonly sources: Points;
  /** Steps from time 0 to time 1, equal on the clock. */
  readonly steps: number;
  /** Called with the points before the first step and after each. */
  readonly watch?: (moment: PathMoment) => void;
  /** Gives the samples up, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs the experiment's integrator over its trained flow: source points in, samples out, in the data's own units. */
export type Sampler = (request: SampleRequest) => Promise<Points>;

/** A sampler on this engine. The step is that of training. */
export function createSampler(model: Model, engine: Engine): Sampler {
  const advance = engine.compile(integratorStep(model));
  return async ({ parameters, sources, steps, watch, signal }) => {
    const times = timeGrid(model.view.clock, steps);
    const { count, dimension } = sources;
    const inUnits = (values: Float32Array) =>
      fromUnits(model.units, points(dimension, Float64Array.from(values)));
    let x = engine.upload(Float32Array.from(toUnits(model.units, sources).values), [count, dimension]);
    watch?.({ t: 0, points: sources });
    for (let step = 0; step < steps; step++) {
      await giveTurn(signal);
      const from = Number(times[step]);
      const to = Number(times[step + 1]);
      const t = engine.upload(new Float32Array(count).fill(from), [count, 1]);
      const d = engine.upload(new Float32Array(count).fill(to - from), [count, 1]);
      const { next } = await advance({ parameters, x, t, d });
      for (const used of [x, t, d]) used.dispose();
      x = required(next, 'A step of the sampler gives the next points.');
      watch?.({ t: to, points: inUnits(x.read()) });
    }
    const samples = inUnits(x.read());
    x.dispose();
    return samples;
  };
}

/** One step of the integrator as a function of `parameters`, `x`, `t` and `d`; it gives `next`. */
export function integratorStep(model: Model): (inputs: TensorRecord) => TensorRecord {
  return ({ parameters, x, t, d }) => ({
    next: model.advance(flowOf(model, parameters as Tensor1D), {
      x: x as Tensor2D,
      t: t as Tensor2D,
      d: d as Tensor2D,
    }),
  });
}
