import checkerboard from './checkerboard.ts';
import pinwheel from './pinwheel.ts';
import swissRoll from './swiss-roll.ts';
import twoMoons from './two-moons.ts';

export default [checkerboard, pinwheel, swissRoll, twoMoons];
