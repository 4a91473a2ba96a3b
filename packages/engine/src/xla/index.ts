export * from './lower-to-saved-model.ts';
