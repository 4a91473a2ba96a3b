import { isPlainMap } from './plain-map.ts';

/** Freezes lists and maps at any depth. Typed arrays and instances of classes stay as they are. */
export function freeze<Value>(value: Value): Value {
  if (Object.isFrozen(value)) return value;
  if (Array.isArray(value)) value.forEach(freeze);
  else if (isPlainMap(value)) Object.values(value).forEach(freeze);
  else return value;
  return Object.freeze(value);
}
