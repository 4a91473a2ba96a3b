import type { Axis } from './axis-values.ts';

/** What tables call an axis: its label, or the end of its option, with the number of a list before it: `1.weight`. */
export function labelOf({ label, option }: Pick<Axis, 'label' | 'option'>): string {
  if (label !== undefined) return label;
  const names = option.split('.');
  const last = names.at(-1) ?? option;
  const before = names.at(-2) ?? '';
  return /^\d+$/.test(before) || /^\d+$/.test(last) ? names.slice(-2).join('.') : last;
}

/** A value in few signs and on one line: components by their name, everything else as in a file. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value) ? escaped(value) : value;
  if (typeof value === 'object' && value !== null && 'use' in value && typeof value.use === 'string') {
    const { use, ...options } = value as { readonly use: string };
    return `${shownValue(use)}${Object.keys(options).length === 0 ? '' : escaped(options)}`;
  }
  return escaped(value);
}

/** JSON leaves some control characters, and other ends of lines, as they are. */
function escaped(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
