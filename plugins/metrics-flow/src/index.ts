import curvature from './curvature.ts';
import endpointError from './endpoint-error.ts';
import fieldError from './field-error.ts';
import straightness from './straightness.ts';

export default [curvature, endpointError, fieldError, straightness];
