import type { BinaryName, CompareName, UnaryName } from '../graph/operation.ts';

/** Elementwise functions in float64, to be rounded by whoever keeps the result. Those left out an engine does better. */
export const unaryFunctions: Partial<Readonly<Record<UnaryName, (x: number) => number>>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  cos: Math.cos,
  exp: Math.exp,
  expm1: Math.expm1,
  floor: Math.floor,
  log: Math.log,
  log1p: Math.log1p,
  logicalNot: (x) => Number(x === 0),
  neg: (x) => -x,
  reciprocal: (x) => 1 / x,
  relu: (x) => Math.max(x, 0),
  rsqrt: (x) => 1 / Math.sqrt(x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  sign: Math.sign,
  sin: Math.sin,
  sqrt: Math.sqrt,
  square: (x) => x * x,
  step: (x) => Number(x > 0),
  tan: Math.tan,
  tanh: Math.tanh,
};

export const binaryFunctions: Readonly<Record<BinaryName, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  atan2: Math.atan2,
  divide: (x, y) => x / y,
  floorDivide: (x, y) => Math.floor(x / y),
  maximum: Math.max,
  minimum: Math.min,
  modulo: (x, y) => x - y * Math.floor(x / y),
  multiply: (x, y) => x * y,
  power: Math.pow,
  squaredDifference: (x, y) => (x - y) ** 2,
  subtract: (x, y) => x - y,
};

export const compareFunctions: Readonly<Record<CompareName, (x: number, y: number) => boolean>> = {
  equal: (x, y) => x === y,
  greater: (x, y) => x > y,
  greaterEqual: (x, y) => x >= y,
  less: (x, y) => x < y,
  lessEqual: (x, y) => x <= y,
  notEqual: (x, y) => x !== y,
};
