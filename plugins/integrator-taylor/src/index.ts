import taylor from './taylor.ts';

export default [taylor];
