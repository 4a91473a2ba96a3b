import { component, definePlugin } from '@highorder/core';
import { z } from 'zod';
import { firstThatWorks } from './first-that-works.ts';

export default definePlugin({
  kind: 'engine',
  name: 'auto',
  summary: 'The first of several engines that loads here and can run what it is given.',
  cite: ['onnxruntime2018'],
  options: z.strictObject({
    of: z
      .array(component('engine'))
      .min(1)
      .prefault([{ use: 'onnx' }, { use: 'eager' }])
      .describe('The engines to try, in this order.'),
  }),
  create: ({ of }) => firstThatWorks(of),
});
