import none from './none.ts';
import unitVariance from './unit-variance.ts';

export default [none, unitVariance];
