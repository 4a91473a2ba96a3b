import matching from './matching.ts';

export default [matching];
