import { InputError, type RandomStream } from '@highorder/core';
import jsep from 'jsep';
import { constants, functions, operators } from './formula-words.ts';

/** What a formula may use when it is evaluated. */
export interface Scope {
  readonly variables: Readonly<Record<string, number>>;
  /** Where `uniform(from, to)` and `normal(mean, deviation)` draw. */
  readonly random: RandomStream;
}

/** A formula, parsed and checked. */
export type Formula = (scope: Scope) => number;

/** A formula as written, and what its reader must know. */
export interface FormulaText {
  readonly text: string;
  /** The names it may use. */
  readonly variables: readonly string[];
  /** The option it stands in, for messages. */
  readonly where: string;
}

interface Reader {
  readonly variables: readonly string[];
  /** Throws the `InputError` of this formula. */
  readonly refuse: (message: string, expected?: string) => never;
}

/**
 * Parses a formula such as `10 + 2 * sin(3 * theta) + uniform(-1.5, 1.5)`.
 *
 * It may hold numbers, the given variables, `pi`, `e`, + - * / ** and brackets, and the functions of `formula-words`.
 * No code is run: the text is parsed to a tree, and whatever is not on these lists is refused with an `InputError`.
 * A minus before a power (`-a ** b`) is refused too, since languages disagree on what it means.
 */
export function parseFormula({ text, variables, where }: FormulaText): Formula {
  const refuse = (message: string, expected?: string): never => {
    throw new InputError({ where: `${where} "${text}"`, message, expected });
  };
  return compile(parseTree(text, refuse), { variables, refuse });
}

function parseTree(text: string, refuse: Reader['refuse']): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    return refuse(`This is no formula: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function compile(tree: jsep.Expression, reader: Reader): Formula {
  // jsep types the parts of a node openly, though they are always of this union; the last case is for the rest of it.
  const node = tree as jsep.CoreExpression;
  switch (node.type) {
    case 'Literal':
      return compileLiteral(node, reader);
    case 'Identifier':
      return compileName(node, reader);
    case 'UnaryExpression':
      return compileSign(node, reader);
    case 'BinaryExpression':
      return compileOperator(node, reader);
    case 'CallExpression':
      return compileCall(node, reader);
    default:
      return reader.refuse('This is not one formula.', 'numbers, names, + - * / **, brackets and functions');
  }
}

function compileLiteral({ value, raw }: jsep.Literal, { refuse }: Reader): Formula {
  return typeof value === 'number' ? () => value : refuse(`${raw} is no number.`);
}

function compileName({ name }: jsep.Identifier, { variables, refuse }: Reader): Formula {
  if (variables.includes(name)) return ({ variables: values }) => Number(values[name]);
  const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (constant !== undefined) return () => constant;
  return refuse(`"${name}" has no value.`, [...variables, ...Object.keys(constants)].join(', '));
}

function compileSign({ operator, argument }: jsep.UnaryExpression, reader: Reader): Formula {
  const inner = compile(argument, reader);
  if (operator === '+') return inner;
  if (operator === '-') return (scope) => -inner(scope);
  return reader.refuse(`"${operator}" is no sign.`, '+ or -');
}

function compileOperator({ operator, left, right }: jsep.BinaryExpression, reader: Reader): Formula {
  const apply = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (apply === undefined) {
    return reader.refuse(
      `"${operator}" is no operator.`,
      `${Object.keys(operators).join(' ')} (a power is **)`,
    );
  }
  if (operator === '**' && left.type === 'UnaryExpression') {
    return reader.refuse('A sign before a power can be read in two ways.', '-(a ** b) or pow(-a, b)');
  }
  const first = compile(left, reader);
  const second = compile(right, reader);
  return (scope) => apply(first(scope), second(scope));
}

function compileCall(node: jsep.CallExpression, reader: Reader): Formula {
  const name = String(node.callee['name']);
  const called =
    node.callee.type === 'Identifier' && Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (called === undefined)
    return reader.refuse('This function is not known.', Object.keys(functions).join(', '));
  const given = node.arguments.length;
  if (given !== called.takes)
    return reader.refuse(`${name} takes ${called.takes} numbers, here are ${given}.`);
  const values = node.arguments.map((argument) => compile(argument, reader));
  return (scope) =>
    called.apply(
      values.map((value) => value(scope)),
      scope.random,
    );
}
