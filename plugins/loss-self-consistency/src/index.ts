import baseStep from './base-step.ts';
import selfConsistency from './self-consistency.ts';

export default [selfConsistency, baseStep];
