import local from './local.ts';

export default [local];
