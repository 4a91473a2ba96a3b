import { expect, test } from 'vitest';
import { closestName, nearestNames } from './closest.ts';

test('the closest name differs in the fewest letters', () => {
  expect(closestName('vp-odee', ['ot', 'vp-ode', 'cubic'])).toBe('vp-ode');
  expect(closestName('wieght', ['order', 'weight'])).toBe('weight');
});

test('a name that is nothing like the known ones has none', () => {
  expect(closestName('transformer', ['ot', 'cubic'])).toBeUndefined();
  expect(closestName('x', [])).toBeUndefined();
});

test('names are sorted nearest first, equally near ones stay in order', () => {
  expect(nearestNames('m2', ['m4', 'homo', 'm3', 'm2'])).toEqual(['m2', 'm4', 'm3', 'homo']);
});
