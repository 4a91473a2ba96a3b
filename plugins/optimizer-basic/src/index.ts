import adam from './adam.ts';
import adamw from './adamw.ts';
import constant from './constant.ts';
import cosine from './cosine.ts';
import sgd from './sgd.ts';
import warmup from './warmup.ts';

export default [adam, adamw, constant, cosine, sgd, warmup];
