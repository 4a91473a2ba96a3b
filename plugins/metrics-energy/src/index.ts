import energyDistance from './energy-distance.ts';

export default [energyDistance];
