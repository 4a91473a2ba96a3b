import eager from './eager.ts';

export { type BackendProbe, probeBackends } from './probe-backends.ts';
export default [eager];
