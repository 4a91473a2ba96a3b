import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const nouns: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};

/** What an issue of zod asks for, in words: `a whole number`, `at least 2 items`. */
export function expectationOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return nouns[issue.expected] ?? String(issue.expected);
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return boundOf(
        issue.origin,
        issue.inclusive === false ? 'above' : 'at least',
        issue.minimum,
        issue.exact,
      );
    case 'too_big':
      return boundOf(
        issue.origin,
        issue.inclusive === false ? 'below' : 'at most',
        issue.maximum,
        issue.exact,
      );
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern === undefined
        ? `text of the form ${issue.format}`
        : `text that matches ${issue.pattern}`;
    case 'invalid_union':
      return unionExpectation(issue);
    default:
      return issue.message;
  }
}

/** `a`, `a or b`, `one of a, b, c`. */
function oneOf(choices: readonly string[]): string {
  return choices.length > 2 ? `one of ${choices.join(', ')}` : choices.join(' or ');
}

const units: Readonly<Record<string, string>> = {
  array: 'items',
  set: 'items',
  map: 'entries',
  string: 'characters',
};

function boundOf(
  origin: string,
  relation: string,
  bound: number | bigint,
  exact: boolean | undefined,
): string {
  const unit = units[origin];
  const amount = exact === true ? `exactly ${bound}` : `${relation} ${bound}`;
  return unit === undefined
    ? `a number ${amount}`
    : `${amount} ${Number(bound) === 1 ? unit.replace(/(ie)?s$/, (end) => (end === 'ies' ? 'y' : '')) : unit}`;
}

function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.errors.length === 0) {
    return 'options' in issue && Array.isArray(issue.options)
      ? oneOf(issue.options.map(String))
      : issue.message;
  }
  const choices = issue.errors.flatMap((branch) => branch.slice(0, 1).map(expectationOf));
  return [...new Set(choices)].join(' or ');
}

/**
 * The issues without those unions of which only one form can be meant: they give way to the issues of that form. A
 * form cannot be meant if the whole value has the wrong type for it.
 */
export function flattenUnions(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const meant = issue.errors.filter((branch) => !branch.some(isWrongAtRoot));
    const [only] = meant.length === 1 ? meant : [];
    if (only === undefined) return [issue];
    return flattenUnions(only.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  });
}

function isWrongAtRoot({ path, code }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}
