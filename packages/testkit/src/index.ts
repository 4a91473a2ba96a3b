export * from './convergence.ts';
export * from './example-flows.ts';
export * from './expect-close.ts';
export * from './finite-difference.ts';
export * from './prepare-tensors.ts';
