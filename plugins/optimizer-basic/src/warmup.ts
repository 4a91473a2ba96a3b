import { component, definePlugin } from '@highorder/core';
import { z } from 'zod';

const goyal2017accurate = `@article{goyal2017accurate,
  title = {Accurate, Large Minibatch {SGD}: Training {ImageNet} in 1 Hour},
  author = {Goyal, Priya and Doll{\\'a}r, Piotr and Girshick, Ross and Noordhuis, Pieter and Wesolowski, Lukasz and Kyrola, Aapo and Tulloch, Andrew and Jia, Yangqing and He, Kaiming},
  journal = {arXiv preprint arXiv:1706.02677},
  year = {2017}
}`;

/**
 * A linear rise over `steps` updates to where the schedule `next` begins, and `next` after it, which counts its updates from
 * the end of the rise:
 *
 *   rate(n) = next(0) (n + 1) / steps      n < steps
 *   rate(n) = next(n - steps)              otherwise
 *
 * Source: Goyal et al., Accurate, Large Minibatch SGD, arXiv 1706.02677, section 2.2.
 */
export default definePlugin({
  kind: 'learning-rate',
  name: 'warmup',
  summary: 'Rises linearly to where another schedule begins.',
  cite: [goyal2017accurate],
  options: z.strictObject({
    steps: z.int().min(1).default(100).describe('Updates of linear rise.'),
    next: component('learning-rate', { number: (value) => ({ use: 'constant', value }) })
      .prefault({ use: 'constant', value: 3e-3 })
      .describe('The schedule after the rise; a number is a constant rate.'),
  }),
  create: ({ steps: rise, next }) => ({
    at(step, steps) {
      const rest = Math.max(steps - rise, 1);
      if (step < rise) return (next.at(0, rest) * (step + 1)) / rise;
      return next.at(step - rise, rest);
    },
  }),
});
