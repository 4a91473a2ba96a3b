import type { ResolvedComponent, ResolvedExperiment } from '@highorder/config';
import { topComponents } from './container.ts';
import { nestedComponents } from './nested-components.ts';

/** Every component of an experiment, nested ones too, each after the one that it stands in. */
export function usedComponents(resolved: ResolvedExperiment): readonly ResolvedComponent[] {
  return topComponents(resolved).flatMap(withNested);
}

function withNested(component: ResolvedComponent): readonly ResolvedComponent[] {
  return [component, ...nestedComponents(component.options).flatMap(withNested)];
}
