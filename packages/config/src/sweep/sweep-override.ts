import type { ScalarValue, LocatedNode } from '../located.ts';
import type { CommandLineOrigin } from '../origin.ts';
import { type Override, parseOverride, parseValues, type Target } from '../override.ts';
import type { ProblemDraft } from '../problem.ts';
import { MOST_JOBS, sweepFields } from './sweep-schema.ts';

/** What an argument of the command line changes in a sweep. */
export type SweepChange =
  /** A field of the sweep itself. */
  | { readonly type: 'sweep'; readonly override: Override }
  /** One value for all experiments. */
  | { readonly type: 'experiment'; readonly override: Override }
  /** Several values of an option. */
  | { readonly type: 'axis'; readonly target: Target; readonly values: AxisValues };

/** The values of an axis as they stand in `choice`, `range` or `log`. */
export interface AxisValues {
  readonly field: 'choice' | 'range' | 'log';
  readonly node: LocatedNode;
}

export type ParsedSweepChange =
  | SweepChange
  | { readonly type: 'mistake'; readonly problems: readonly ProblemDraft[] };

/** Fields that hold a list, for which `methods=a,b` is as good as `methods=[a,b]`. */
const listFields: ReadonlySet<string> = new Set(['problems', 'methods', 'seeds', 'metrics', 'steps', 'rows']);

/**
 * Reads an argument in Hydra's grammar, sweeps included: `key=1,2,3`, `key=choice(a,b)`, `key=range(0,5)` (from 0, without 5, a third
 * number is the step) and, of our own, `key=log(from,to,count)` with equal ratios and both ends. `seed=…` gives the
 * seeds. A field of a sweep, such as `methods=a,b`, changes the sweep; any other one the experiments.
 *
 * Source: https://hydra.cc/docs/advanced/override_grammar/extended/
 */
export function parseSweepChange(argument: string): ParsedSweepChange {
  const parsed = parseValues(argument.replace(/^seed=/, 'seeds='));
  if (parsed === undefined) return single(argument);
  if (parsed.problems !== undefined) return { type: 'mistake', problems: parsed.problems };
  const { target, values, form } = parsed;
  const [field = ''] = target.path;
  if (sweepFields.has(field) && target.path.length === 1 && listFields.has(field)) {
    return listOf(target, values, form, argument);
  }
  if (form === undefined && values.length === 1) return single(argument);
  if (sweepFields.has(field)) return single(argument);
  return axisOf(target, values, form, argument);
}

function single(argument: string): ParsedSweepChange {
  const { override, problems } = parseOverride(argument);
  if (override === undefined) return { type: 'mistake', problems: problems ?? [] };
  return { type: sweepFields.has(override.target.path[0] ?? '') ? 'sweep' : 'experiment', override };
}

function listOf(
  target: Target,
  values: readonly LocatedNode[],
  form: Form | undefined,
  argument: string,
): ParsedSweepChange {
  const origin: CommandLineOrigin = { type: 'command-line', argument, column: argument.indexOf('=') + 2 };
  const [first] = values;
  const whole = form === undefined && values.length === 1 && first !== undefined && first.type !== 'scalar';
  const items = form === 'range' ? rangeItems(values, origin) : values;
  if (items === undefined) return mistake(target, argument, rangeHelp);
  const value: LocatedNode = whole ? first : { type: 'list', items, origin };
  return { type: 'sweep', override: { operation: 'set', target, value } };
}

/** A function of the grammar. */
export type Form = 'choice' | 'range' | 'log';

const rangeHelp = `range(stop), range(start,stop) or range(start,stop,step), of numbers, at most ${MOST_JOBS} of them`;
const logHelp = 'log(from,to,count), with numbers above 0';

function axisOf(
  target: Target,
  values: readonly LocatedNode[],
  form: Form | undefined,
  argument: string,
): ParsedSweepChange {
  const origin: CommandLineOrigin = { type: 'command-line', argument, column: argument.indexOf('=') + 2 };
  if (form === 'log') {
    const [from, to, count, ...more] = values;
    if (from === undefined || to === undefined || count === undefined || more.length > 0) {
      return mistake(target, argument, logHelp);
    }
    const entries = Object.entries({ from, to, count }).map(
      ([name, node]) => [name, { key: origin, node }] as const,
    );
    return {
      type: 'axis',
      target,
      values: { field: 'log', node: { type: 'map', entries: new Map(entries), origin } },
    };
  }
  const items = form === 'range' ? rangeItems(values, origin) : values;
  if (items === undefined) return mistake(target, argument, rangeHelp);
  return { type: 'axis', target, values: { field: 'choice', node: { type: 'list', items, origin } } };
}

/** The numbers from start on, without stop, as Python and Hydra have it. Undefined where these are no such numbers. */
function rangeItems(
  values: readonly LocatedNode[],
  origin: CommandLineOrigin,
): readonly LocatedNode[] | undefined {
  const numbers = values.map((node): ScalarValue => (node.type === 'scalar' ? node.value : null));
  if (!numbers.every((number) => typeof number === 'number') || numbers.length < 1 || numbers.length > 3) {
    return undefined;
  }
  const [first = 0, second, step = 1] = numbers;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const count = Math.ceil((stop - start) / step - 1e-9);
  if (step === 0 || count < 1 || count > MOST_JOBS) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    type: 'scalar',
    value: start + index * step,
    origin,
  }));
}

function mistake(target: Target, argument: string, expected: string): ParsedSweepChange {
  const origin: CommandLineOrigin = { type: 'command-line', argument, column: argument.indexOf('=') + 2 };
  const path = target.path.join('.');
  const message = `expected ${expected}.`;
  return {
    type: 'mistake',
    problems: [{ code: 'override', path, origin, message, found: argument, expected }],
  };
}
