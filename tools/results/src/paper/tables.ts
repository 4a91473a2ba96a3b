/** A table of the paper, or of a question that it leaves open. */
export interface PaperTable {
  /** Of its file in configs/sweeps/paper, and of its page. */
  readonly name: string;
  readonly title: string;
  /** What the paper says, or asks. */
  readonly claim: string;
  /** What else its page shows. */
  readonly extras: readonly ('cost' | 'steps' | 'problems' | 'samples')[];
}

/** All tables, in the order in which they are run. */
export const tables: readonly PaperTable[] = [
  {
    name: 'loss-ablation',
    title: 'Losses one by one',
    claim:
      'M1 + M2 + SC makes better samples than each of its parts and any two of them, on 4, 5 and 8 modes.',
    extras: [],
  },
  {
    name: 'complex-distributions',
    title: 'Circle, irregular ring, spiral',
    claim: 'M1 + M2 + SC is best on complex shapes too.',
    extras: [],
  },
  {
    name: 'third-order',
    title: 'Third and fourth order',
    claim: 'A third order makes the hardest shapes better again.',
    extras: [],
  },
  {
    name: 'as-published',
    title: 'The published scripts, one change at a time',
    claim: 'No claim of its own: what its scripts do, and what single changes make of them.',
    extras: [],
  },
  {
    name: 'paths',
    title: 'Paths',
    claim: 'Open question 4: which path suits high orders?',
    extras: [],
  },
  {
    name: 'step-size',
    title: 'Length of steps',
    claim: 'Check 2: quality for steps of 1/256 up to 1.',
    extras: ['steps'],
  },
  {
    name: 'optimal-order',
    title: 'Orders 1 to 6 at equal cost',
    claim: 'Open question 2: where do returns of higher orders diminish?',
    extras: ['cost'],
  },
  {
    name: 'compute',
    title: 'What losses cost',
    claim: 'Third experiment: the frontier of quality against compute.',
    extras: ['cost'],
  },
  {
    name: 'trajectory-complexity',
    title: 'Growing complexity of the flow',
    claim: 'Second experiment: high order pays more, the more trajectories bend.',
    extras: ['problems'],
  },
  {
    name: 'smoothness',
    title: 'Smoothness of the target',
    claim: 'Check 1: the advantage of high order follows smoothness and curvature of the target.',
    extras: ['problems'],
  },
  {
    name: 'architecture',
    title: 'Networks',
    claim: 'Check 3: the result does not hang on the network.',
    extras: ['cost'],
  },
  {
    name: 'failure-signatures',
    title: 'How losses fail',
    claim: 'SC alone scatters, M1 + SC misses outer boundaries, M2 alone sticks.',
    extras: ['samples'],
  },
];
