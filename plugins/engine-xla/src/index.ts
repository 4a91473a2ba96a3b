import xla from './xla.ts';

export default [xla];
