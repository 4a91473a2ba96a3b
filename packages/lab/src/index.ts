/**
 * The life of a run: train, sample, evaluate, checkpoint, resume.
 *
 * @module
 */
export * from './ahead/draw-ahead.ts';
export * from './batch.ts';
export * from './batch-supply.ts';
export * from './checkpoint.ts';
export * from './damage.ts';
export * from './data-files.ts';
export * from './evaluate-run.ts';
export * from './evaluate-flow.ts';
export * from './evaluation.ts';
export * from './fitted.ts';
export * from './export/describe-export.ts';
export * from './export/export-run.ts';
export * from './files/csv.ts';
export * from './files/safetensors.ts';
export * from './flow-answers.ts';
export * from './loss-failure.ts';
export * from './manifest.ts';
export * from './model.ts';
export * from './profile/count-model.ts';
export * from './profile/matrix-products.ts';
export * from './profile/probe-engine.ts';
export * from './profile/profile-model.ts';
export * from './remembered/exact-memory.ts';
export * from './run-folder.ts';
export * from './run-lock.ts';
export * from './sampler.ts';
export * from './step-names.ts';
export * from './train-run.ts';
export * from './trained-run.ts';
export * from './trainer.ts';
export * from './training-state.ts';
export * from './training-step.ts';
export * from './unsaved-evaluation.ts';
