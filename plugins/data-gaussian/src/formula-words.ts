import type { RandomStream } from '@highorder/core';

/** A function of a formula: how many numbers it takes, and its value. */
export interface FormulaFunction {
  readonly takes: number;
  readonly apply: (values: readonly number[], random: RandomStream) => number;
}

/** The numbers that have names. */
export const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** All functions of a formula. None of them reaches anything but its numbers and the stream. */
export const functions: Readonly<Record<string, FormulaFunction>> = {
  sin: ofOne(Math.sin),
  cos: ofOne(Math.cos),
  tan: ofOne(Math.tan),
  exp: ofOne(Math.exp),
  log: ofOne(Math.log),
  sqrt: ofOne(Math.sqrt),
  abs: ofOne(Math.abs),
  floor: ofOne(Math.floor),
  sign: ofOne(Math.sign),
  pow: ofTwo((base, power) => base ** power),
  min: ofTwo((first, second) => Math.min(first, second)),
  max: ofTwo((first, second) => Math.max(first, second)),
  uniform: ofTwo((from, to, random) => from + (to - from) * random.uniform()),
  normal: ofTwo((mean, deviation, random) => mean + deviation * random.normal()),
};

/** The operators between two numbers. */
export const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '**': (left, right) => left ** right,
};

function ofOne(apply: (value: number) => number): FormulaFunction {
  return { takes: 1, apply: ([value]) => apply(Number(value)) };
}

function ofTwo(apply: (first: number, second: number, random: RandomStream) => number): FormulaFunction {
  return { takes: 2, apply: ([first, second], random) => apply(Number(first), Number(second), random) };
}
