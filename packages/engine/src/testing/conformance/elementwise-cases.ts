import type { BinaryName, CompareName, LogicalName, UnaryName } from '../../graph/operation.ts';
import type { ElementType, Value } from '../../graph/graph.ts';
import { fittingShapes, shapes } from '../same-as-eager.ts';
import type { Fragment, OperationCases } from './operation-case.ts';
import type { Sketch } from './sketch.ts';

/** What an operation is tried with besides float32: whole numbers (exact), or truth values alone. */
type Also = 'nothing' | 'whole' | 'whole, divisors above 0' | 'truth alone';

export const unaryTable = {
  abs: 'whole',
  ceil: 'nothing',
  cos: 'nothing',
  erf: 'nothing',
  exp: 'nothing',
  expm1: 'nothing',
  floor: 'nothing',
  log: 'nothing',
  log1p: 'nothing',
  logicalNot: 'truth alone',
  neg: 'whole',
  reciprocal: 'nothing',
  relu: 'nothing',
  round: 'nothing',
  rsqrt: 'nothing',
  sigmoid: 'nothing',
  sign: 'whole',
  sin: 'nothing',
  softplus: 'nothing',
  sqrt: 'nothing',
  square: 'whole',
  step: 'nothing',
  tan: 'nothing',
  tanh: 'nothing',
} as const satisfies Record<UnaryName, Also>;

export const binaryTable = {
  add: 'whole',
  atan2: 'nothing',
  divide: 'nothing',
  floorDivide: 'whole, divisors above 0',
  maximum: 'whole',
  minimum: 'whole',
  modulo: 'whole, divisors above 0',
  multiply: 'whole',
  power: 'nothing',
  squaredDifference: 'whole',
  subtract: 'whole',
} as const satisfies Record<BinaryName, Also>;

const compareTable = {
  equal: true,
  greater: true,
  greaterEqual: true,
  less: true,
  lessEqual: true,
  notEqual: true,
} satisfies Record<CompareName, true>;

const logicalTable = { and: true, or: true } satisfies Record<LogicalName, true>;

export const unaryNames = namesOf(unaryTable).filter((name) => name !== 'logicalNot');
export const binaryNames = namesOf(binaryTable);
export const compareNames = namesOf(compareTable);

const types: readonly ElementType[] = ['bool', 'float32', 'int32'];

/** Functions of each place, broadcast. */
export const elementwiseCases = {
  unary: {
    closeness: { relative: 1e-6, absolute: 3e-7 },
    fragments: shapes().map(
      (shape): Fragment =>
        (draw) => {
          const inputs = { wide: draw.wide(shape), whole: draw.whole(shape) };
          const exact = namesOf(unaryTable).filter((name) => unaryTable[name] === 'whole');
          return {
            ...record(unaryNames, (name) => draw.graph.unary(name, inputs.wide)),
            ...record(exact, (name) => draw.graph.unary(name, inputs.whole), 'of whole numbers'),
            logicalNot: draw.graph.unary('logicalNot', draw.truth(shape)),
          };
        },
    ),
  },
  binary: {
    closeness: { relative: 1e-6, absolute: 1e-6 },
    fragments: fittingShapes.map(
      (both): Fragment =>
        (draw) => ({
          ...binaries(draw, draw.wide(both[0]), draw.wide(both[1])),
          // Many are equal, and 0, by which nothing can be divided into whole parts.
          ...binaries(draw, draw.coarse(both[0]), draw.coarse(both[1]), 'of few numbers'),
          ...wholeBinaries(draw, both),
        }),
    ),
  },
  compare: {
    fragments: fittingShapes.map(
      ([left, right]): Fragment =>
        (draw) => {
          const compared = (how: 'coarse' | 'whole', suffix: string) => {
            const [one, other] = [draw[how](left), draw[how](right)];
            return record(compareNames, (name) => draw.graph.compare(name, one, other), suffix);
          };
          const truth = draw.graph.compare('equal', draw.truth(left), draw.truth(right));
          return {
            ...compared('coarse', ''),
            ...compared('whole', 'of whole numbers'),
            'equal truth': truth,
          };
        },
    ),
  },
  logical: {
    fragments: fittingShapes.map(
      ([left, right]): Fragment =>
        (draw) => {
          const [one, other] = [draw.truth(left), draw.truth(right)];
          return record(namesOf(logicalTable), (name) => draw.graph.logical(name, one, other));
        },
    ),
  },
  select: {
    fragments: fittingShapes.map(
      ([left, right]): Fragment =>
        (draw) => {
          const chosen = (type: ElementType) =>
            draw.graph.select(draw.truth(left), ofType(draw, type, right), ofType(draw, type, right));
          return record(types, chosen);
        },
    ),
  },
  cast: {
    fragments: shapes().map(
      (shape): Fragment =>
        (draw) =>
          Object.assign(
            {},
            ...types.map((from) => {
              const x = ofType(draw, from, shape);
              return record(
                types.filter((to) => to !== from),
                (to) => draw.graph.cast(x, to),
                `of ${from}`,
              );
            }),
          ),
    ),
  },
} satisfies OperationCases<'binary' | 'cast' | 'compare' | 'logical' | 'select' | 'unary'>;

function binaries(draw: Sketch, left: Value, right: Value, suffix = ''): Readonly<Record<string, Value>> {
  const names = binaryNames.filter((name) => suffix === '' || name !== 'floorDivide');
  return record(names, (name) => draw.graph.binary(name, left, right), suffix);
}

function wholeBinaries(
  draw: Sketch,
  [left, right]: readonly [readonly number[], readonly number[]],
): Readonly<Record<string, Value>> {
  const inputs = {
    left: draw.whole(left),
    right: draw.whole(right),
    divisor: draw.whole(right, { from: 1, to: 5 }),
  };
  const names = (also: Also) => binaryNames.filter((name) => binaryTable[name] === also);
  const { graph } = draw;
  const { divisor } = inputs;
  return {
    ...record(names('whole'), (name) => graph.binary(name, inputs.left, inputs.right), 'of whole numbers'),
    ...record(
      names('whole, divisors above 0'),
      (name) => graph.binary(name, inputs.left, divisor),
      'of whole numbers',
    ),
    ...record(
      names('whole, divisors above 0'),
      (name) => graph.binary(name, inputs.left, graph.unary('neg', divisor)),
      'of whole numbers, divisors below 0',
    ),
  };
}

/** Numbers of a type; those of float32 are multiples of a half. */
export function ofType(draw: Sketch, type: ElementType, shape: readonly number[]): Value {
  if (type === 'bool') return draw.truth(shape);
  return type === 'int32' ? draw.whole(shape) : draw.coarse(shape);
}

/** A value for each name. */
export function record<Name extends string>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
  suffix = '',
): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.map((name) => [`${name} ${suffix}`.trim(), valueOf(name)]));
}

/** The keys of a table. */
function namesOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  // The type checker takes the keys of any object for strings.
  return Object.keys(table) as (keyof Table & string)[];
}
