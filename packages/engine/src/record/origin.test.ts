import { expect, test } from 'vitest';
import { currentOrigin, originOf, withOrigin } from './origin.ts';

test('origins nest, and are gone afterwards', () => {
  const inside = withOrigin('loss/matching', () => withOrigin('head/mlp', currentOrigin));
  expect([inside, currentOrigin()]).toEqual(['loss/matching > head/mlp', '']);
});

test('an error keeps the innermost origin, and none is left behind', () => {
  const error = new Error('mine');
  const fail = () =>
    withOrigin('loss/matching', () =>
      withOrigin('head/mlp', () => {
        throw error;
      }),
    );
  expect(fail).toThrow(error);
  expect([originOf(error), currentOrigin()]).toEqual(['loss/matching > head/mlp', '']);
  expect(originOf('not an object')).toBe('');
});
