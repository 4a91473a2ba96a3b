import none from './none.ts';
import standardize from './standardize.ts';

export default [none, standardize];
