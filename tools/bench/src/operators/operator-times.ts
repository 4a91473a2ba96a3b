/** What the nodes of one operator take in a run of a model. */
export interface OperatorTime {
  /** As ONNX Runtime calls it. */
  readonly operator: string;
  /** Nodes a run. */
  readonly nodes: number;
  readonly milliseconds: number;
}

/** An event of a profile of ONNX Runtime; durations in microseconds. */
interface ProfileEvent {
  readonly cat?: string;
  readonly name?: string;
  readonly dur?: number;
  readonly args?: { readonly op_name?: string };
}

/** Times by operator, slowest first, from a profile in the trace format that ONNX Runtime writes. */
export function operatorTimes(profile: string): readonly OperatorTime[] {
  const events = JSON.parse(profile) as readonly ProfileEvent[];
  const runs = events.filter(({ name }) => name === 'model_run').length;
  const kernels = events.filter(({ cat, name }) => cat === 'Node' && name?.endsWith('kernel_time') === true);
  const times = new Map<string, OperatorTime>();
  for (const { args, dur = 0 } of kernels) {
    const operator = args?.op_name ?? 'unknown';
    const { nodes, milliseconds } = times.get(operator) ?? { nodes: 0, milliseconds: 0 };
    times.set(operator, {
      operator,
      nodes: nodes + 1 / runs,
      milliseconds: milliseconds + dur / runs / 1000,
    });
  }
  return [...times.values()].sort((one, other) => other.milliseconds - one.milliseconds);
}
