import { expectClose, learningRateContract, withParts } from '@highorder/testkit';
import { expect, test } from 'vitest';
import cosine from './cosine.ts';
import warmup from './warmup.ts';

const beforeCosine = withParts(warmup, { next: cosine.make({ peak: 2 }) });

learningRateContract(beforeCosine);
learningRateContract(beforeCosine, { options: { steps: 5 } });

test('rises to where the next schedule begins, which then has the rest of the training', () => {
  const schedule = beforeCosine.make({ steps: 4 });
  expectClose(
    'rates',
    [0, 1, 3, 4, 9, 14].map((step) => schedule.at(step, 14)),
    [0.5, 1, 2, 2, 1, 0],
    {
      absolute: 1e-12,
    },
  );
});

test('the next schedule is a constant unless told otherwise', () => {
  expect(warmup.options.parse({}).next).toMatchObject({ use: 'constant', options: { value: 0.003 } });
  expect(warmup.options.parse({ next: 0.1 }).next).toMatchObject({
    use: 'constant',
    options: { value: 0.1 },
  });
});
