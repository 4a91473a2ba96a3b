import euler from './euler.ts';
import heun from './heun.ts';
import rungeKutta4 from './runge-kutta-4.ts';

export default [euler, heun, rungeKutta4];
