/** What a process of this project is told to do, as JSON. */
export interface WorkSettings {
  readonly work: 'loop' | 'sampling' | 'step';
  /** Configurations, as on the command line, and changes. */
  readonly sources: readonly string[];
  readonly overrides: readonly string[];
  readonly engine: { readonly use: string; readonly backend?: string };
  readonly threads: number;
  /** For `sampling`. */
  readonly points?: number;
  readonly samplingSteps?: number;
}
