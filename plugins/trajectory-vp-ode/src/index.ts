import vpOde from './vp-ode.ts';

export default [vpOde];
