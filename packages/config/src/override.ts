import { clip } from './clip.ts';
import type { LocatedNode, Path } from './located.ts';
import type { CommandLineOrigin, Origin } from './origin.ts';
import { parseFlowValues } from './parse-yaml.ts';
import type { ProblemDraft } from './problem.ts';
import { limits } from './yaml-limits.ts';

/** A change from the command line. */
export type Override = SetOverride | DeleteOverride;

export interface SetOverride {
  /** `key=value` sets, `+key=value` adds what is not there yet, `++key=value` does not mind. */
  readonly operation: 'set' | 'add';
  readonly target: Target;
  readonly value: LocatedNode;
}

export interface DeleteOverride {
  /** `~key` */
  readonly operation: 'delete';
  readonly target: Target;
}

/** A place as written in an argument. */
export interface Target {
  readonly path: Path;
  /** Where each name of the path stands, such as in the argument. */
  readonly origins: readonly Origin[];
}

export type ParsedOverride =
  | { readonly override: Override; readonly problems?: never }
  | { readonly problems: readonly ProblemDraft[]; readonly override?: never };

/**
 * Reads an override in Hydra's grammar: `key=value`, `+key=value`, `++key=value`, `~key`. A key is a path of names and
 * indices joined by dots, a value is in YAML's flow style.
 *
 * Source: https://hydra.cc/docs/advanced/override_grammar/basic/
 */
export function parseOverride(argument: string): ParsedOverride {
  const {
    sign = '',
    key = '',
    value,
  } = /^(?<sign>\+\+|[+~]|)(?<key>[^=]*)(?:=(?<value>[^]*))?$/.exec(argument)?.groups ?? {};
  const target = parseTarget(argument, sign.length, key);
  if (target.path.includes('') || target.path.length > limits.depth) return refuse(argument, 1, notAKey);
  if (sign === '~') return parseDelete(argument, target, value);
  if (value === undefined) return refuse(argument, 1, notAnOverride);
  return parseSet(argument, sign === '+' ? 'add' : 'set', target, value);
}

const notAKey = {
  message: 'this names no place.',
  expected: `up to ${limits.depth} names joined by dots, such as training.steps or losses.1.weight`,
};

const notAnOverride = {
  message: 'this is no override.',
  expected: 'key=value, +key=value or ~key',
  fix: 'Write key=value to change a value, +key=value to add one, ~key to remove one.',
};

/** The values of an argument `key=…`, which may be several, or those inside of a function of Hydra's grammar. */
export interface ParsedValues {
  readonly target: Target;
  readonly values: readonly LocatedNode[];
  readonly form: 'choice' | 'range' | 'log' | undefined;
  readonly problems?: never;
}

/** Reads `key=1,2,3` and `key=range(0,5)`. Undefined where an argument is of another form. */
export function parseValues(
  argument: string,
): ParsedValues | { readonly problems: readonly ProblemDraft[] } | undefined {
  const { key, form, inner, plain } =
    /^(?<key>[^=+~][^=]*)=(?:(?<form>choice|range|log)\((?<inner>[^]*)\)|(?<plain>[^]*))$/.exec(argument)
      ?.groups ?? {};
  if (key === undefined) return undefined;
  const target = parseTarget(argument, 0, key);
  if (target.path.includes('') || target.path.length > limits.depth) return undefined;
  const start = form === undefined ? key.length + 1 : key.length + form.length + 2;
  const originAt = (offset: number): CommandLineOrigin => ({
    type: 'command-line',
    argument,
    column: start + offset + 1,
  });
  const { node, mistakes } = parseFlowValues(inner ?? plain ?? '', originAt);
  const [mistake] = mistakes;
  if (mistake !== undefined) return { problems: [notAValue(target, mistake)] };
  const values = node?.type === 'list' ? node.items : [];
  return { target, values, form: form === 'choice' || form === 'range' || form === 'log' ? form : undefined };
}

function parseTarget(argument: string, start: number, key: string): Target {
  // losses[1].weight means losses.1.weight.
  const names = key.replace(/\[(\d+)\]/g, '.$1 ').split('.');
  let column = start + 1;
  const origins = names.map((name): CommandLineOrigin => {
    const origin: CommandLineOrigin = { type: 'command-line', argument, column };
    column += name.length + 1;
    return origin;
  });
  return { path: names.map((name) => name.trim()), origins };
}

function parseDelete(argument: string, target: Target, value: string | undefined): ParsedOverride {
  if (value === undefined) return { override: { operation: 'delete', target } };
  return refuse(argument, argument.length - value.length, {
    message: '~key removes a value and takes none.',
    fix: `Write ~${target.path.join('.')}.`,
  });
}

function parseSet(argument: string, operation: 'set' | 'add', target: Target, text: string): ParsedOverride {
  const start = argument.length - text.length;
  const originAt = (offset: number): CommandLineOrigin => ({
    type: 'command-line',
    argument,
    column: start + offset + 1,
  });
  const { node, mistakes } = parseFlowValues(text, originAt);
  // The first mistake of a value is the true one; others follow from it.
  const [mistake] = mistakes;
  if (mistake !== undefined) return { problems: [notAValue(target, mistake)] };
  const values = node?.type === 'list' ? node.items : [];
  if (values.length > 1) return refuse(argument, start + 1, severalValues(target, text, values), target);
  const value = values[0] ?? { type: 'scalar', value: '', origin: originAt(0) };
  return { override: { operation, target, value } };
}

function notAValue(
  target: Target,
  { origin, message }: Pick<ProblemDraft, 'origin' | 'message'>,
): ProblemDraft {
  return {
    code: 'override',
    path: target.path.join('.'),
    origin,
    message: `the value is not YAML: ${message}`,
    fix: 'Put quotes around text with special characters: key=\'"a, b"\'.',
  };
}

function severalValues(
  target: Target,
  text: string,
  values: readonly LocatedNode[],
): Pick<ProblemDraft, 'message' | 'fix'> {
  const key = target.path.join('.');
  const isText = values.some((value) => value.type === 'scalar' && typeof value.value === 'string');
  // A text that holds quotes needs more than quotes around it.
  const quoted = isText && !/['"\\]/.test(text) ? `, or ${clip(`${key}='"${text}"'`)} for one text` : '';
  return {
    message: 'several values stand here, and one experiment takes one.',
    fix: `Use \`highorder sweep\` to run each of them, or write ${clip(`${key}=[${text}]`)} for a list${quoted}.`,
  };
}

function refuse(
  argument: string,
  column: number,
  parts: Pick<ProblemDraft, 'message' | 'expected' | 'fix'>,
  target?: Target,
): ParsedOverride {
  const origin: CommandLineOrigin = { type: 'command-line', argument, column };
  return {
    problems: [{ code: 'override', path: target?.path.join('.') ?? '', origin, found: argument, ...parts }],
  };
}
