import { z } from 'zod';
import { type HeadInputName, InputError } from '@highorder/core';
import { activationNames } from './activation.ts';
import { initializationNames } from './dense.ts';
import { headInputNames } from './features.ts';

/** The options that the networks of heads share. */
export const networkOptions = {
  activation: z.enum(activationNames).default('tanh').describe('Nonlinearity of the hidden layers.'),
  sees: z
    .array(z.enum(headInputNames))
    .min(1)
    .optional()
    .describe('What the network looks at: any of x, t, d, lower. All that its order may see where left out.'),
  fourier: z
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe('Number of frequencies: adds sin and cos of 2^k pi t (and d) for k below it.'),
  gradientsToLower: z
    .boolean()
    .default(false)
    .describe('Whether gradients flow into the lower outputs that the network reads.'),
  initialization: z
    .enum(initializationNames)
    .default('glorot')
    .describe(
      'Initialization: glorot (uniform), lecun or he (normal, variance 1/in or 2/in), biases 0 each; or pytorch (torch.nn.Linear).',
    ),
};

/** What a head of that lowest order sees. Throws where the choice names something twice or cannot be met. */
export function resolveSees(
  where: string,
  sees: readonly HeadInputName[] | undefined,
  lowestOrder: number,
): readonly HeadInputName[] {
  const allowed = headInputNames.filter((name) => name !== 'lower' || lowestOrder > 1);
  if (sees === undefined) return allowed;
  if (lowestOrder === 1 && sees.includes('lower')) {
    throw new InputError({
      where,
      message: 'A head of order 1 cannot see "lower": there is no order below it.',
      expected: `any of ${allowed.join(', ')}`,
      fix: 'Drop "lower" from `sees`.',
    });
  }
  if (new Set(sees).size < sees.length) {
    throw new InputError({
      where,
      message: `\`sees\` names something twice: ${sees.join(', ')}.`,
      expected: `each of ${allowed.join(', ')} at most once`,
    });
  }
  return headInputNames.filter((name) => sees.includes(name));
}
