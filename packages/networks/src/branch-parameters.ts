import type { ParameterSpec } from '@highorder/core';
import { type DenseLayer, denseParameters, type InitializationName } from './dense.ts';

/**
 * The two arrays of a layer that ends one of n residual branches, whose outputs are added up. The first weights are divided by
 * sqrt(n), so that the sum keeps the size of one branch however many there are (Radford et al., Language models are
 * unsupervised multitask learners, 2019, section 2.3); but with `pytorch` they are those of `torch.nn.Linear`.
 */
export function branchParameters(
  layer: DenseLayer,
  initialization: InitializationName,
  branches: number,
): readonly ParameterSpec[] {
  const specs = denseParameters(layer, initialization);
  return initialization === 'pytorch' ? specs : specs.map((spec) => scaled(spec, branches ** -0.5));
}

function scaled(spec: ParameterSpec, factor: number): ParameterSpec {
  return { ...spec, initial: (random) => spec.initial(random).map((value) => factor * value) };
}
