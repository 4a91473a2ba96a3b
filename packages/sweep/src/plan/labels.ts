import type { Axis } from './axis-values.ts';

/** What tables call an axis: its label, or the end of its option, with the number of a list before it: `1.weight`. */
export function labelOf({ label, option }: Pick<Axis, 'label' | 'option'>): string {
  if (label !== undefined) return label;
  const names = option.split('.');
  const last = names.at(-1) ?? option;
  const before = names.at(-2) ?? '';
  return /^\d+$/.test(before) || /^\d+$/.test(last) ? names.slice(-2).join('.') : last;
}

/** A value in few signs: components by their name, everything else as in a file. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'use' in value && typeof value.use === 'string') {
    const { use, ...options } = value as { readonly use: string };
    return Object.keys(options).length === 0 ? use : `${use}${JSON.stringify(options)}`;
  }
  return JSON.stringify(value) ?? 'nothing';
}
