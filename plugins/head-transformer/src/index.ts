import transformer from './transformer.ts';

export default [transformer];
