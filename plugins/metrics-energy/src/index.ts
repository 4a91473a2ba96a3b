import energyDistance from './energy-distance.ts';
import mmd from './mmd.ts';

export default [energyDistance, mmd];
