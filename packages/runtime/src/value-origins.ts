import { formatOrigin, type ResolvedExperiment } from '@highorder/config';

/** A value of the configuration and where it came from, in words. */
export interface ValueOrigin {
  readonly value: unknown;
  /** Such as `configs/methods/homo-2.yaml:4:5`, `command line: seed=3` or `default of head/mlp`. */
  readonly origin: string;
}

/** Every value of an experiment by its path, with its origin. */
export function valueOrigins(resolved: ResolvedExperiment): Readonly<Record<string, ValueOrigin>> {
  return Object.fromEntries(
    resolved.leaves().map(({ path, value, origin }) => {
      const argument = origin.type === 'command-line' ? `: ${origin.argument}` : '';
      return [path, { value, origin: `${formatOrigin(origin)}${argument}` }];
    }),
  );
}
