/** Intervals, tests, effect sizes and verdicts over seeds. @module */
export {};
