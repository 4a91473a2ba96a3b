import { timeGrid } from '@highorder/core';
import type { TrainedRun } from '../trained-run.ts';
import { torchParameters } from './parameter-values.ts';
import { samplerNames } from './sampler-graph.ts';

/** What one must know to use an export, as export.json has it. */
export interface ExportDescription {
  readonly format: 1;
  readonly experiment: string;
  /** Updates behind the parameters. */
  readonly step: number;
  readonly sampler: {
    readonly file: string;
    readonly steps: number;
    /** The times between which the steps go. */
    readonly times: readonly number[];
    readonly integrator: string;
    readonly input: TensorDescription;
    readonly output: TensorDescription;
  };
  readonly parameters: {
    readonly file: string;
    readonly shapes: Readonly<Record<string, readonly number[]>>;
  };
  /** Networks work in units of training: z = (x - center) / scale. The sampler does that by itself. */
  readonly units: { readonly center: readonly number[]; readonly scale: number };
  readonly heads: readonly {
    readonly use: string;
    readonly orders: readonly number[];
    readonly sees: readonly string[];
  }[];
}

/** A tensor of the sampler; its first axis is free. */
export interface TensorDescription {
  readonly name: string;
  readonly type: 'float32';
  readonly shape: readonly [rows: string, dimension: number];
}

/** Describes the export of a run. */
export function describeExport(
  { model, step }: Pick<TrainedRun, 'model' | 'step'>,
  steps: number,
): ExportDescription {
  const { experiment, layout, units, view } = model;
  const tensor = (name: string): TensorDescription => ({
    name,
    type: 'float32',
    shape: ['rows', experiment.dimension],
  });
  const arrays = torchParameters(layout, new Float32Array(layout.size));
  return {
    format: 1,
    experiment: experiment.name,
    step,
    sampler: {
      file: 'sampler.onnx',
      steps,
      times: [...timeGrid(view.clock, steps)],
      integrator: experiment.integrator.use,
      input: tensor(samplerNames.source),
      output: tensor(samplerNames.samples),
    },
    parameters: {
      file: 'parameters.safetensors',
      shapes: Object.fromEntries(Object.entries(arrays).map(([name, { shape }]) => [name, shape])),
    },
    units,
    heads: experiment.heads.map(({ use, component: { orders, sees } }) => ({ use, orders, sees })),
  };
}

/** The same for a person. */
export function exportText({ experiment, step, sampler, parameters, units }: ExportDescription): string {
  const { input, output } = sampler;
  const shape = `float32 [${input.shape.join(', ')}]`;
  const names = Object.entries(parameters.shapes).map(([name, each]) => `  ${name} [${each.join(', ')}]`);
  return `${experiment}, after ${step} updates

${sampler.file}: the sampler, ${sampler.steps} ${sampler.steps === 1 ? 'step' : 'steps'} of the integrator ${sampler.integrator} from time 0 to time 1.
  input   ${input.name}, ${shape}: points of the source
  output  ${output.name}, ${shape}: samples
Any number of rows. Both are in the data's own units. ONNX opset 18; in Python:

  import onnxruntime
  session = onnxruntime.InferenceSession("${sampler.file}")
  [samples] = session.run(["${output.name}"], {"${input.name}": source.astype("float32")})

${parameters.file}: the parameters of the networks, float32, named as in torch.nn; in Python:

  from safetensors.torch import load_file
  state = load_file("${parameters.file}")

A weight is [outputs, inputs], as torch.nn.Linear has it; inside ${sampler.file} it is [inputs, outputs].
Networks work in units of training, z = (x - [${units.center.join(', ')}]) / ${units.scale}.

${names.join('\n')}
`;
}
