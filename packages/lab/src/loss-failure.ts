import {
  type Engine,
  type EngineArrays,
  HighOrderError,
  required,
  type Tensor1D,
  type TensorRecord,
} from '@highorder/core';
import type { Batch } from './batch.ts';
import { flowOf, type Model } from './model.ts';
import { rowLosses } from './training-loss.ts';
import { stateNames } from './step-names.ts';

/** A loss, or an update, that is not finite stopped a run. */
export class LossFailure extends HighOrderError {
  readonly step: number;

  constructor(step: number, message: string, fix: string) {
    super({ where: `step ${step}`, message, fix });
    this.name = 'LossFailure';
    this.step = step;
  }
}

/** What is known when a loss turns out not to be finite. */
export interface FailedStep {
  readonly model: Model;
  readonly engine: Engine;
  readonly batch: Batch;
  /** The inputs of the step: the state before it and its batch. */
  readonly inputs: EngineArrays;
  /** The last good checkpoint, if any. */
  readonly checkpoint: string | undefined;
}

/** Replays a failed step row by row, and names the term and the row at which it failed. */
export async function explainFailure(failed: FailedStep): Promise<LossFailure> {
  const { model, engine, batch, inputs, checkpoint } = failed;
  const replay = engine.compile((record) => replayRows(model, record));
  const outputs = await replay(inputs);
  const found = firstFailure(model, batch, outputs);
  for (const array of Object.values(outputs)) array.dispose();
  const way =
    'Lower the learning rate, clip the gradient (training.clip=1), or keep times away from the ends of the path.';
  const resume = checkpoint === undefined ? '' : ` The last good checkpoint is ${checkpoint}.`;
  return new LossFailure(batch.step, found, `${way}${resume}`);
}

function replayRows(model: Model, record: TensorRecord): TensorRecord {
  const parameters = required(record[stateNames.parameters], 'A step has parameters.') as Tensor1D;
  const teacher = flowOf(model, (record[stateNames.average] as Tensor1D | undefined) ?? parameters);
  const rows = rowLosses(model, { flow: flowOf(model, parameters), teacher }, record);
  return Object.fromEntries(rows.map((each, index) => [String(index), each]));
}

function firstFailure({ experiment }: Model, batch: Batch, outputs: EngineArrays): string {
  for (const [index, { name, term }] of experiment.losses.entries()) {
    const values = outputs[String(index)]?.read() ?? new Float32Array();
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row < 0) continue;
    const { t, d } = required(
      batch.groups.find((group) => group.name === term.rows.name),
      `The batch has no rows "${term.rows.name}".`,
    ).drawn;
    return (
      `the loss is not finite: term ${name} (losses.${index}) gives ${values[row]} in row ${row} of the ` +
      `"${term.rows.name}" rows, at t = ${t[row]}, d = ${d[row]}.`
    );
  }
  return 'every row has a finite loss, but their gradient or their sum is not finite.';
}
