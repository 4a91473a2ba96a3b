import {
  countModel,
  createModel,
  createSampler,
  createTrainer,
  disposeState,
  evaluateFlow,
  samplingParameters,
} from '@highorder/lab';
import { openWork } from '../works/open-experiment.ts';
import { type Method, methodOverrides } from './methods.ts';

/** A trained flow: what it cost, and how good its samples are. */
export interface FrontierPoint {
  readonly method: string;
  readonly width: number;
  readonly seed: number;
  readonly parameters: number;
  /** Updates done. */
  readonly updates: number;
  /** FLOPs of all updates. */
  readonly trainingFlops: number;
  /** Of one step of the sampler, for one sample. */
  readonly samplerFlops: number;
  /** By numbers of steps of the sampler. */
  readonly distances: ReadonlyMap<number, number>;
  /** The metric between independent draws of the truth. */
  readonly floor: number;
}

/** What is trained. */
export interface TrainRequest {
  readonly method: Method;
  readonly width: number;
  readonly seed: number;
  /** Numbers of updates after which the flow is measured, ascending. */
  readonly marks: readonly number[];
  readonly samplingSteps: readonly number[];
}

/** Trains one flow and measures it at each mark. */
export async function trainPoint(request: TrainRequest): Promise<readonly FrontierPoint[]> {
  const { method, width, seed, marks, samplingSteps } = request;
  const last = Math.max(...marks);
  const experiment = await openWork({
    sources: ['problems/eight-modes', 'methods/flow-matching'],
    overrides: [
      ...methodOverrides(method, width),
      'evaluation.metrics=[{use: sliced-w2}]',
      `evaluation.steps=[${samplingSteps.join(', ')}]`,
      'evaluation.samples=4000',
      `training.steps=${last}`,
      'training.batch=512',
      `seed=${seed}`,
    ],
    engine: { use: 'onnx' },
    threads: 1,
  });
  await experiment.engine.open();
  const model = createModel(experiment);
  const cost = countModel(model);
  const trainer = createTrainer(model, experiment.engine);
  const sampler = createSampler(model, experiment.engine);
  const points: FrontierPoint[] = [];
  let state = trainer.begin();
  while (state.step < last) {
    ({ state } = await trainer.advance(state, undefined));
    if (!marks.includes(state.step)) continue;
    const { evaluation } = await evaluateFlow({ model, sampler, parameters: samplingParameters(state) });
    points.push({
      method: method.name,
      width,
      seed,
      parameters: model.layout.size,
      updates: state.step,
      trainingFlops: state.step * cost.trainingStep.total.flops,
      samplerFlops: cost.samplerStep.flops,
      distances: new Map(evaluation.rows.map(({ steps, value }) => [steps, value])),
      floor: evaluation.rows[0]?.floor ?? Number.NaN,
    });
  }
  disposeState(state);
  return points;
}
