import acceleration from './as-published-acceleration.ts';
import instantaneous from './as-published-instantaneous.ts';
import steps from './as-published-steps.ts';
import unclamped from './as-published-unclamped.ts';

export default [acceleration, instantaneous, steps, unclamped];
