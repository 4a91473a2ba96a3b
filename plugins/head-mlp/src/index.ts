import mlp from './mlp.ts';
import sharedMlp from './shared-mlp.ts';

export default [mlp, sharedMlp];
