/**
 * How numeric functions are executed: tensor engines, and the tensor operations of a training step.
 *
 * @module
 */
export * from './clip-by-norm.ts';
export * from './compile/compiled-engine.ts';
export * from './compile/executor.ts';
export * from './count/cost.ts';
export * from './count/count-graph.ts';
export { type FreeRowsRequest, freeRowsModel } from './export/free-rows.ts';
export * from './export/looped-rows.ts';
export * from './filled-shape.ts';
export * from './graph/broadcast-shapes.ts';
export type * from './graph/graph.ts';
export * from './graph/graph-builder.ts';
export * from './graph/infer-outputs.ts';
export type * from './graph/operation.ts';
export * from './graph/operations.ts';
export type * from './graph/tensor-type.ts';
export * from './join-tensors.ts';
export * from './moving-average.ts';
export * from './onnx/index.ts';
export * from './parameter-layout.ts';
export * from './passes/simplify.ts';
export * from './passes/sums-as-products.ts';
export * from './passes/thin-products.ts';
export { withOrigin } from './record/origin.ts';
export * from './record/record.ts';
export * from './record/record-to-run.ts';
export { UnsupportedOperation } from './record/recording-error.ts';
export * from './replay/replay.ts';
export * from './taylor/flow-derivatives.ts';
export * from './taylor/jvp.ts';
export * from './taylor/record-flow.ts';
export { type Coefficient, constantSeries, lineSeries, type Series, seriesBy } from './taylor/series.ts';
export * from './taylor/taylor.ts';
export * from './tensor-engine.ts';
export * from './tensor-record.ts';
export * from './tensorflow/load-tensorflow.ts';
export * from './value-and-gradient.ts';
export * from './xla/lower-to-saved-model.ts';
export * from './xla/xla-probe.ts';
