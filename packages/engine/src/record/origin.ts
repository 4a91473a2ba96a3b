/** Who is at work now, outermost first. Filled by `withOrigin` alone and empty outside of it. */
const stack: string[] = [];

/** Where an error was thrown, noted on its way out. */
const origins = new WeakMap<object, string>();

/**
 * Runs `compute` in the name of a component, such as `loss/matching`: what it records, and an error that it throws,
 * bear that name. Inside of another name it reads `loss/self-consistency > head/mlp`. Synchronous, without any cost
 * worth a thought where nothing is recorded.
 */
export function withOrigin<Result>(origin: string, compute: () => Result): Result {
  stack.push(origin);
  try {
    return compute();
  } catch (error) {
    noteOrigin(error);
    throw error;
  } finally {
    stack.pop();
  }
}

/** The names that hold now, empty where there are none. */
export function currentOrigin(): string {
  return stack.join(' > ');
}

/** The names that held where an error was thrown, empty where there were none. */
export function originOf(error: unknown): string {
  return (isObject(error) ? origins.get(error) : undefined) ?? currentOrigin();
}

function noteOrigin(error: unknown): void {
  if (isObject(error) && !origins.has(error)) origins.set(error, currentOrigin());
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
