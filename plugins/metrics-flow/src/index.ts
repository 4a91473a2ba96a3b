import endpointError from './endpoint-error.ts';

export default [endpointError];
