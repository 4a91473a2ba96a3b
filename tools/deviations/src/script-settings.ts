/** What the script of a problem (M1 + M2 + SC) sets, and what the corrected method keeps of it. */
export interface ScriptSettings {
  /** Width of both hidden layers of both networks. */
  readonly hidden: number;
  readonly iterations: number;
  /** Pairs of the fixed set, which is the whole batch. */
  readonly pairs: number;
  /** Share of the rows with steps. */
  readonly share: number;
  /** Weight of M2. */
  readonly weight: number;
  /** What M2 is taught on rows with steps. */
  readonly stepTarget: 'script' | 'halves';
}

/** The problems that are measured, all on the diffusion path. */
export const scriptSettings = {
  'four-modes': {
    hidden: 70,
    iterations: 2001,
    pairs: 800,
    share: 0.05,
    weight: 1e-15,
    stepTarget: 'script',
  },
  'eight-modes': {
    hidden: 100,
    iterations: 1001,
    pairs: 800,
    share: 0.25,
    weight: 1e-20,
    stepTarget: 'halves',
  },
} as const satisfies Readonly<Record<string, ScriptSettings>>;

export type ProblemName = keyof typeof scriptSettings;

export const problemNames = Object.keys(scriptSettings) as readonly ProblemName[];
