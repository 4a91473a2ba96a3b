import { isResolvedComponent, type ResolvedComponent } from '@highorder/config';

/** The components directly inside options (not those inside them), at any depth of lists and maps, in order. */
export function nestedComponents(options: unknown): readonly ResolvedComponent[] {
  if (isResolvedComponent(options)) return [options];
  return childrenOf(options).flatMap(nestedComponents);
}

/** The same options with each component replaced by `replace(component)`. */
export function replaceComponents(
  options: unknown,
  replace: (component: ResolvedComponent) => unknown,
): unknown {
  if (isResolvedComponent(options)) return replace(options);
  if (Array.isArray(options)) return options.map((item) => replaceComponents(item, replace));
  if (!isPlainMap(options)) return options;
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, replaceComponents(value, replace)]),
  );
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isPlainMap(value) ? Object.values(value) : [];
}

function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
