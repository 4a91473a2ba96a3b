import fixed from './fixed.ts';
import independent from './independent.ts';

export default [fixed, independent];
