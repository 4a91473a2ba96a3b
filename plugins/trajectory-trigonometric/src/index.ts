import trigonometric from './trigonometric.ts';

export default [trigonometric];
