import selfConsistency from './self-consistency.ts';

export default [selfConsistency];
