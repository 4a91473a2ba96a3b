import ot from './ot.ts';

export default [ot];
