import gaussian from './gaussian.ts';
import gaussianCurve from './gaussian-curve.ts';
import gaussianRing from './gaussian-ring.ts';
import mixtureOf from './mixture-of.ts';

export default [gaussian, gaussianCurve, gaussianRing, mixtureOf];
