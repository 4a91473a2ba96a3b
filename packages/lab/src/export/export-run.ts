import { join } from 'node:path';
import { encodeSafetensors } from '../files/safetensors.ts';
import { type Inside, writeJson, writeWhole } from '@highorder/files';
import type { TrainedRun } from '../trained-run.ts';
import { describeExport, type ExportDescription, exportText } from './describe-export.ts';
import { torchParameters } from './parameter-values.ts';
import { samplerModel } from './sampler-model.ts';

/** What is exported of a run. */
export type ExportedFlow = Pick<TrainedRun, 'model' | 'parameters' | 'step'>;

/** What to export, and where. */
export interface ExportRequest extends Inside {
  /** Steps of the sampler. */
  readonly steps: number;
  /** The folder of the files. */
  readonly into: string;
}

/** The files of an export. */
export interface ExportedRun {
  readonly description: ExportDescription;
  readonly files: readonly string[];
}

/**
 * Writes the sampler of a trained run as an ONNX model for any number of points, its parameters as safetensors, and
 * what one must know to use them. Throws `UnsupportedOperation` where a head or integrator cannot be part of a graph.
 */
export function exportRun(run: ExportedFlow, { steps, into, inside }: ExportRequest): ExportedRun {
  const { model, parameters } = run;
  const flat = parameters.read();
  const description = describeExport(run, steps);
  const sampler = samplerModel(model, flat, steps, description.sampler.input.shape[0]);
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(into, name);
    writeWhole(path, content, { inside });
    return path;
  };
  const files = [
    write(description.sampler.file, sampler),
    write(description.parameters.file, encodeSafetensors(torchParameters(model.layout, flat))),
    write('README.txt', exportText(description)),
  ];
  const path = join(into, 'export.json');
  writeJson(path, description, { inside });
  return { description, files: [...files, path] };
}
