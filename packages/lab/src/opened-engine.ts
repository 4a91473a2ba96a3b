import type { Engine, EngineDescription } from '@highorder/core';

/** An engine that is open, and may become another one while it works. */
export interface OpenedEngine {
  /** What it was when it opened. */
  readonly description: EngineDescription;
  /** Calls `listener` with what the engine is, and why, from the moment on at which it is another one. */
  watch(listener: (change: EngineChange) => void): void;
}

/** An engine that became another one. */
export interface EngineChange {
  readonly description: EngineDescription;
  /** Why, a sentence each. */
  readonly reasons: readonly string[];
}

/** Opens an engine. A change that comes before anybody watches is kept for who watches first. */
export async function openEngine(engine: Engine): Promise<OpenedEngine> {
  const listeners: ((change: EngineChange) => void)[] = [];
  const missed: EngineDescription[] = [];
  let known: readonly string[] = [];
  const tell = (description: EngineDescription) => {
    const reasons = (description.notes ?? []).filter((note) => !known.includes(note));
    for (const listener of listeners) listener({ description, reasons });
  };
  const description = await engine.open((changed) => {
    if (listeners.length === 0) missed.push(changed);
    else tell(changed);
  });
  known = description.notes ?? [];
  return {
    description,
    watch(listener) {
      listeners.push(listener);
      missed.splice(0).forEach(tell);
    },
  };
}
