/**
 * How numeric functions are executed: tensor engines, and the tensor operations of a training step.
 *
 * @module
 */
export * from './clip-by-norm.ts';
export * from './count/cost.ts';
export * from './count/count-graph.ts';
export * from './filled-shape.ts';
export * from './join-tensors.ts';
export * from './moving-average.ts';
export * from './parameter-layout.ts';
export * from './replay/replay.ts';
export * from './tensor-engine.ts';
export * from './tensor-record.ts';
export * from './value-and-gradient.ts';
