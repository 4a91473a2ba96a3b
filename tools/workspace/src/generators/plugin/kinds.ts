/** What the generator knows about a kind of plugin. */
export interface KindTemplate {
  /** First word of the folders of this kind: the family. */
  readonly family: string;
  /** The function of the test kit that its tests call. */
  readonly contract: string;
  /** The tag of its room. */
  readonly room: 'plugin' | 'plugin-metrics';
}

/**
 * Kinds with a template in `files/`. The others (engines, launchers, kinds that plugins declare) are rare: begin them
 * from a plugin of the same kind.
 */
export const kindTemplates = {
  callback: { family: 'callback', contract: 'callbackContract', room: 'plugin' },
  coupling: { family: 'coupling', contract: 'couplingContract', room: 'plugin' },
  data: { family: 'data', contract: 'distributionContract', room: 'plugin' },
  head: { family: 'head', contract: 'headContract', room: 'plugin' },
  integrator: { family: 'integrator', contract: 'integratorContract', room: 'plugin' },
  interpolant: { family: 'trajectory', contract: 'interpolantContract', room: 'plugin' },
  'learning-rate': { family: 'learning-rate', contract: 'learningRateContract', room: 'plugin' },
  loss: { family: 'loss', contract: 'lossContract', room: 'plugin' },
  metric: { family: 'metrics', contract: 'metricContract', room: 'plugin-metrics' },
  optimizer: { family: 'optimizer', contract: 'optimizerContract', room: 'plugin' },
  preconditioning: { family: 'preconditioning', contract: 'preconditioningContract', room: 'plugin' },
  scaling: { family: 'scaling', contract: 'scalingContract', room: 'plugin' },
  'time-sampler': { family: 'times', contract: 'timeSamplerContract', room: 'plugin' },
} as const satisfies Readonly<Record<string, KindTemplate>>;

/** A kind that the generator can begin. */
export type TemplateKind = keyof typeof kindTemplates;
