import { type ComponentForm, component, type Kind, type Plugin } from '@highorder/core';
import type { z } from 'zod';

/** A component whose plugin is found and whose options are checked: all that is needed to make it. */
export interface ResolvedComponent {
  readonly definition: 'component';
  readonly kind: string;
  /** The plugin's name. */
  readonly name: string;
  /** Its place in the experiment, such as `heads.0`. */
  readonly path: string;
  readonly plugin: Plugin;
  /** What the plugin's schema makes of its options, with a resolved component wherever one is nested. Frozen. */
  readonly options: unknown;
  /** Fields that belong to the slot, such as the weight of a loss. */
  readonly beside: Readonly<Record<string, unknown>>;
}

/** Whether a part of settings or options is a component. */
export function isResolvedComponent(value: unknown): value is ResolvedComponent {
  if (typeof value !== 'object' || value === null) return false;
  // No YAML text can give the function that a plugin has.
  const { definition, plugin } = value as Partial<ResolvedComponent>;
  return definition === 'component' && typeof plugin?.create === 'function';
}

/** A component as it may be written. */
export interface WrittenComponent {
  readonly use: string;
  readonly [option: string]: unknown;
}

/** A slot of the experiment itself: composing leaves a `ResolvedComponent` there. */
export function slot<K extends Kind>(
  kind: K,
  form: ComponentForm<K> = {},
): z.ZodType<ResolvedComponent, WrittenComponent | number> {
  // A bare parse leaves a reference; composing replaces it, which keeps the promise of the output type.
  return component(kind, form) as unknown as z.ZodType<ResolvedComponent, WrittenComponent | number>;
}
