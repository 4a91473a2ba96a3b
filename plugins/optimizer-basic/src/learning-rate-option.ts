import { component } from '@highorder/core';

/** The option `learningRate` of an optimizer: a schedule, or a number for a constant. */
export const learningRateOption = (peak: number) =>
  component('learning-rate', { number: (value) => ({ use: 'constant', value }) })
    .prefault({ use: 'cosine', peak })
    .describe('The schedule of the learning rate; a number is a constant rate.');
