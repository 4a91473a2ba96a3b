import residualMlp from './residual-mlp.ts';

export default [residualMlp];
