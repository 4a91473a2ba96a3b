export * from './endpoint-errors.ts';
export * from './exact-point-flow.ts';
export * from './fixed-points.ts';
export * from './ladder.ts';
export * from './point-flow.ts';
export * from './point-steps.ts';
