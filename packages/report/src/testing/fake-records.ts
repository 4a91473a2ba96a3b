import type { EvaluationRow, StepRecord } from '@highorder/core';
import { normals } from './fake-points.ts';

/** 400 logged steps of a training that goes well. */
export function fakeRecords(seed: number): readonly StepRecord[] {
  const normal = normals(seed + 20);
  const noisy = (value: number) => value * Math.exp(0.25 * normal());
  return Array.from({ length: 400 }, (_, index) => {
    const step = 10 * (index + 1);
    const decay = (from: number, to: number) => noisy(to + (from - to) * Math.exp(-step / 500));
    const matching = decay(2.4, 0.61);
    const second = decay(900, 310);
    const consistency = decay(0.8, 0.013);
    return {
      step,
      steps: 4000,
      seconds: step / 97,
      loss: matching + second / 1024 + consistency,
      terms: {
        'matching-1': { raw: matching, weighted: matching },
        'matching-2': { raw: second, weighted: second / 1024 },
        'self-consistency': { raw: consistency, weighted: consistency },
      },
      gradientNorm: decay(4, 0.3),
      learningRate: 3e-3 * Math.cos((Math.PI / 2) * (step / 4000)) ** 2,
    };
  });
}

const metrics: readonly { readonly name: string; readonly floor: number; readonly from: number }[] = [
  { name: 'w2', floor: 2.11, from: 4.2 },
  { name: 'w2-stratified', floor: 0.24, from: 2.6 },
  { name: 'sliced-w2', floor: 0.31, from: 1.9 },
  { name: 'energy-distance', floor: 0.0021, from: 0.21 },
  { name: 'mode-distance', floor: 0.6865, from: 1.4 },
];

/** An evaluation at 1 to 64 steps that comes down to the floor. */
export function fakeEvaluation(seed: number) {
  const normal = normals(seed + 30);
  const rows: readonly EvaluationRow[] = metrics.flatMap(({ name, floor, from }) =>
    [1, 2, 4, 8, 16, 64].map((steps) => ({
      metric: name,
      steps,
      evaluations: steps,
      value: floor * (1 + 0.03 * normal()) + (from - floor) / steps ** 1.5,
      floor,
      floorDeviation: floor * 0.12,
      samples: 1000,
    })),
  );
  return {
    rows,
    skipped: [{ metric: 'endpoint-error', reason: 'the exact flow of this pair is not known.' }],
  };
}

/** Some values of a resolved configuration with their origins. */
export function fakeSources(seed: number) {
  return {
    seed: { value: seed, origin: `command line: seed=${seed}` },
    'data.source.use': { value: 'gaussian-ring', origin: 'configs/problems/eight-modes.yaml:3:18' },
    'data.source.modes': { value: 8, origin: 'configs/problems/eight-modes.yaml:3:40' },
    'data.target.use': { value: 'gaussian-ring', origin: 'configs/problems/eight-modes.yaml:4:18' },
    'data.target.modes': { value: 8, origin: 'configs/problems/eight-modes.yaml:4:40' },
    'heads.0.use': { value: 'mlp', origin: 'configs/methods/homo-2.yaml:3:12' },
    'heads.0.hidden': { value: [100, 100], origin: 'configs/methods/homo-2.yaml:3:38' },
    'heads.0.activation': { value: 'tanh', origin: 'default of head/mlp' },
    'losses.1.weight': { value: 9.765625e-4, origin: 'default of loss/matching' },
    'training.average': { value: null, origin: 'default of training' },
  };
}
